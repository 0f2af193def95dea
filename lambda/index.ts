/** What Lambda loads: `index.handler`. Settings are read once, at the start; faulty ones stop the function there. */
import { comprehendClassifier } from './comprehend-classifier';
import { deadlines } from './deadlines';
import { loadEmbeddedModel } from './embedded-model';
import { createHandler } from './handler';
import { type Judge, judgeBy } from './judge';
import { judgeWithStandby } from './judge-with-standby';
import { readComprehendSettings } from './settings';

const settings = readComprehendSettings(process.env);

export const handler = createHandler({
  settings,
  judge: await judge(),
  writeLine: (line) => process.stdout.write(`${line}\n`),
  now: Date.now,
});

async function judge(): Promise<Judge> {
  const { classifierArn, standbyThreshold, folder, categories } = settings;
  if (standbyThreshold === undefined) return judgeBy('comprehend', comprehendClassifier(classifierArn));
  return judgeWithStandby({
    comprehend: comprehendClassifier(classifierArn, { ...deadlines, attempts: 2 }),
    standby: await loadEmbeddedModel(folder),
    labels: new Set(categories.map(({ label }) => label)),
    patienceMs: deadlines.beforeStandbyMs,
  });
}
