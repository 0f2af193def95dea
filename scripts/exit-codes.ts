/** What the exit code of a command says; the same for all commands. One that a signal ended exits with 128 and the signal's number. */
export const EXIT = {
  done: 0,
  failed: 1,
  different: 2,
  no: 3,
} as const;

export const EXIT_MEANINGS: Readonly<Record<(typeof EXIT)[keyof typeof EXIT], string>> = {
  0: 'done',
  1: 'not done: a check, the input or a service stood against it, and standard error says what to do; or a bug, with its stack',
  2: 'done, and something differs: a plan has changes, messages change their queue',
  3: 'done, and the answer is no: the gate is closed, the fallback queue has the message, the endpoint is not in service',
};
