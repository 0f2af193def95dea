/**
 * Base of every failure that a command tells in a sentence: what is wrong and what to do about it. Any other error is a bug, and its stack is
 * shown. A program that breaks may never end up here: only errors that we throw ourselves extend this.
 */
export abstract class KnownError extends Error {}
