import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ClassScore } from './scored-mail';

const lineSchema = z.object({ text: z.string(), scores: z.array(z.object({ name: z.string(), score: z.number() })) });

/** Answers of a paid endpoint, kept so that no question is paid twice. One line of JSON each; a torn last line is asked again. */
export interface AnswerFile {
  readonly path: string;
  readonly known: ReadonlyMap<string, readonly ClassScore[]>;
  readonly keep: (text: string, scores: readonly ClassScore[]) => void;
}

/** The file for one model behind one endpoint: another model gives other answers, and another file. Holds mails of the corpus, nothing else. */
export function openAnswerFile(root: string, endpointArn: string, modelArn: string): AnswerFile {
  const name = createHash('sha256').update(`${endpointArn} ${modelArn}`).digest('hex').slice(0, 16);
  const path = join(root, '.build', 'evaluation', `${name}.jsonl`);
  const known = new Map<string, readonly ClassScore[]>();
  if (existsSync(path)) {
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const entry = parse(line);
      if (entry !== undefined) known.set(entry.text, entry.scores);
    }
    appendFileSync(path, '\n'); // whatever a killed run left half-written ends here
  }
  return {
    path,
    known,
    keep(text, scores) {
      mkdirSync(dirname(path), { recursive: true });
      appendFileSync(path, `${JSON.stringify({ text, scores })}\n`);
    },
  };
}

function parse(line: string): z.output<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
