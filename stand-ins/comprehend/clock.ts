/** Milliseconds since the epoch. `Date.now` is one; a test passes its own and moves it. */
export type Clock = () => number;

/** How long the service takes, in milliseconds. */
export interface Durations {
  /** A classifier is SUBMITTED, before it is TRAINING. */
  readonly submitted: number;
  /** The least time in TRAINING; longer when the real training is not done by then. */
  readonly training: number;
  /** From STOP_REQUESTED to STOPPED. */
  readonly stopping: number;
  readonly deletingClassifier: number;
  readonly creatingEndpoint: number;
  readonly updatingEndpoint: number;
  readonly deletingEndpoint: number;
}

/** The sandbox's: everything at once. */
export const INSTANT: Durations = {
  submitted: 0,
  training: 0,
  stopping: 0,
  deletingClassifier: 0,
  creatingEndpoint: 0,
  updatingEndpoint: 0,
  deletingEndpoint: 0,
};
