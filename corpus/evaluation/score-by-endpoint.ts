import { CHARACTERS_PER_UNIT_SECOND, DOCUMENTS_PER_UNIT_SECOND } from '../../config/inference-unit';
import type { ClassScore } from './scored-mail';

/** Asks the endpoint about one text. Rejects with an error whose name contains `Throttl` or `TooManyRequests` when it is asked too fast. */
export type AskEndpoint = (text: string) => Promise<readonly ClassScore[]>;

export interface EndpointRun {
  readonly ask: AskEndpoint;
  readonly inferenceUnits: number;
  /** Answers of an earlier run, by text. */
  readonly known: ReadonlyMap<string, readonly ClassScore[]>;
  /** Called with every new answer before the next question, so that a run that is stopped can go on where it was. */
  readonly keep: (text: string, scores: readonly ClassScore[]) => void;
  readonly progress: (done: number, total: number) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
}

const MOST_TRIES = 6;

/** What a run will take: the endpoint is paid by the second, used or not, so the cost is the share of its time. */
export interface RunEstimate {
  readonly questions: number;
  readonly characters: number;
  readonly seconds: number;
  /** USD. */
  readonly cost: number;
}

export function estimateRun(
  texts: readonly string[],
  known: ReadonlyMap<string, unknown>,
  inferenceUnits: number,
  pricePerUnitSecond: number,
): RunEstimate {
  const questions = [...new Set(texts)].filter((text) => text !== '' && !known.has(text));
  const characters = questions.reduce((sum, text) => sum + text.length, 0);
  const seconds = characters / (CHARACTERS_PER_UNIT_SECOND * inferenceUnits);
  return { questions: questions.length, characters, seconds, cost: seconds * inferenceUnits * pricePerUnitSecond };
}

/** Scores every text, not faster than the endpoint's units allow; asks again, ever later, when it is throttled all the same. */
export async function scoreByEndpoint(texts: readonly string[], run: EndpointRun): Promise<(readonly ClassScore[])[]> {
  const answers = new Map(run.known);
  const charactersPerMillisecond = (CHARACTERS_PER_UNIT_SECOND * run.inferenceUnits) / 1000;
  const shortest = 1000 / (DOCUMENTS_PER_UNIT_SECOND * run.inferenceUnits);
  let free = run.now();
  for (const [index, text] of texts.entries()) {
    if (text !== '' && !answers.has(text)) {
      await run.sleep(Math.max(0, free - run.now()));
      const asked = run.now();
      const scores = (await askPatiently(text, run)).toSorted((a, b) => b.score - a.score);
      free = asked + Math.max(shortest, text.length / charactersPerMillisecond);
      answers.set(text, scores);
      run.keep(text, scores);
    }
    run.progress(index + 1, texts.length);
  }
  return texts.map((text) => answers.get(text) ?? []);
}

async function askPatiently(text: string, { ask, sleep }: EndpointRun): Promise<readonly ClassScore[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask(text);
    } catch (error) {
      const throttled = error instanceof Error && /Throttl|TooManyRequests/.test(error.name);
      if (!throttled || tries === MOST_TRIES) throw error;
      await sleep(1000 * 2 ** tries);
    }
  }
}
