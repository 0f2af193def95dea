import { writeFileSync } from 'node:fs';
import { editorSchemas } from '../config/editor-schemas';

for (const [path, text] of Object.entries(editorSchemas())) {
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
