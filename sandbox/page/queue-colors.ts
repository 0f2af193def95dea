/** CSS class that gives a queue its colour; the fallback queue has none. */
export function queueColor(queues: readonly { readonly name: string }[], fallback: string, name: string): string {
  const own = queues.filter((queue) => queue.name !== fallback);
  const index = own.findIndex((queue) => queue.name === name);
  return index < 0 ? 'hue-none' : `hue-${index % 6}`;
}
