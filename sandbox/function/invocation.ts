/** What became of one call of a function. */
export type Invocation =
  /** JSON text that the function returned. */
  | { readonly kind: 'reply'; readonly payload: string }
  /** The function threw, crashed, ran out of memory or out of time: what Lambda says of it. */
  | { readonly kind: 'error'; readonly errorType: string; readonly errorMessage: string }
  /** The event is above Lambda's 6 MB. */
  | { readonly kind: 'too-large' };

/** Calls a function with an event in JSON. Never rejects. */
export type InvokeFunction = (event: string) => Promise<Invocation>;
