import { writeFileSync } from 'node:fs';
import { editorSchemas } from '../operations/editor-schemas';
import { runCommand } from './run-command';

void runCommand('config:schema', (command) =>
  command.action(() => {
    for (const [path, text] of Object.entries(editorSchemas())) {
      writeFileSync(path, text);
      console.log(`wrote ${path}`);
    }
  }),
);
