import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { editorSchemas } from '../../operations/editor-schemas';

test.each(Object.entries(editorSchemas()))(
  '%s is what the code says (npm run config:schema writes it)',
  (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);

test.each(['dev.yaml', 'prod.yaml', 'categories.yaml', 'evaluation.yaml', 'prices.yaml'])(
  'config/%s points editors at its schema',
  (file) => {
    const [first] = readFileSync(`config/${file}`, 'utf8').split('\n');
    const path = first?.match(/\$schema=\.\/(schema\/[\w.]+json)$/)?.[1];
    expect(Object.keys(editorSchemas())).toContain(`config/${path}`);
  },
);
