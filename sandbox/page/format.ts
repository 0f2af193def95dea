const time = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const number = new Intl.NumberFormat('en-US');

export function clock(at: number): string {
  return time.format(at);
}

export function count(value: number): string {
  return number.format(value);
}

/** Scores are shown in hundredths: 0.97. */
export function score(value: number): string {
  return value.toFixed(2);
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function milliseconds(ms: number): string {
  if (ms < 0.1) return '<0.1 ms';
  return ms < 100 ? `${ms.toFixed(1)} ms` : `${count(Math.round(ms))} ms`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${Math.round(size / 1000)} KB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** `one mail`, `2 mails`. */
export function plural(value: number, noun: string): string {
  return `${value === 1 ? 'one' : count(value)} ${noun}${value === 1 ? '' : 's'}`;
}
