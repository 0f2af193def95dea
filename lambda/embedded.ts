/** What Lambda loads where the record says `classifier.engine: embedded`: the model is inside, nobody is asked. */
import { loadEmbeddedModel } from './embedded-model';
import { createHandler } from './handler';
import { judgeBy } from './judge';
import { readSettings } from './settings';

const settings = readSettings(process.env);
const classify = await loadEmbeddedModel(settings.folder);

export const handler = createHandler({
  settings,
  judge: judgeBy('embedded', async (text) => classify(text)),
  writeLine: (line) => process.stdout.write(`${line}\n`),
  now: Date.now,
});
