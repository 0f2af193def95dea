/** What Lambda loads: `index.handler`. Settings are read once, at the start; faulty ones stop the function there. */
import { comprehendClassifier } from './comprehend-classifier';
import { createHandler } from './handler';
import { readSettings } from './settings';

const settings = readSettings(process.env);

export const handler = createHandler({
  settings,
  classify: comprehendClassifier(settings.classifierArn),
  writeLine: (line) => process.stdout.write(`${line}\n`),
  now: Date.now,
});
