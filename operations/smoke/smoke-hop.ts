/** What one part of the way of a message showed. */
export interface SmokeHop {
  readonly hop: 'api' | 'data action' | 'flow' | 'mail';
  readonly category: string;
  /** Queue. */
  readonly expected: string;
  /** Queue, or what went wrong. */
  readonly got: string;
  readonly milliseconds: number;
  readonly ok: boolean;
  readonly remedy?: string;
}

/** A labelled message and the queue that it belongs in. */
export interface SmokeMessage {
  readonly category: string;
  readonly queue: string;
  readonly subject: string;
  readonly body: string;
}

/** Runs a hop to its end; what goes wrong on the way is its result. */
export async function timedHop(
  hop: SmokeHop['hop'],
  { category, queue }: SmokeMessage,
  go: () => Promise<string>,
  clock: () => number,
): Promise<SmokeHop> {
  const start = clock();
  const base = { hop, category, expected: queue };
  try {
    const got = await go();
    const ok = got === queue;
    const wrong = 'It answered, but not as expected: npm run classifier -- test, npm run evaluate';
    return { ...base, got, milliseconds: clock() - start, ok, ...(!ok && { remedy: wrong }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [got = '', ...more] = error.message.split(': ');
    const remedy = more.join(': ') || 'npm run doctor says what is missing';
    return { ...base, got, milliseconds: clock() - start, ok: false, remedy };
  }
}

/** A table for a person. */
export function smokeTable(hops: readonly SmokeHop[]): string {
  const rows = [
    ['', 'hop', 'category', 'expected', 'got', 'ms'],
    ...hops.map(({ ok, hop, category, expected, got, milliseconds }) => [
      ok ? 'ok' : 'FAILED',
      ...[hop, category, expected, got],
      String(Math.round(milliseconds)),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const remedies = new Set(hops.flatMap(({ hop, remedy }) => (remedy === undefined ? [] : `${hop}: ${remedy}`)));
  return [...lines, ...[...remedies].map((remedy) => `→ ${remedy}`)].join('\n');
}
