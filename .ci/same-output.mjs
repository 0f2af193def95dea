// node .ci/same-output.mjs A B: two folders of synthesized stacks must hold the same, but for the version of the library that wrote them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [a, b] = process.argv.slice(2);

const files = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

/** JSON without layout and without the library's version; anything else byte for byte. */
const content = (path) =>
  path.endsWith('.json')
    ? JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))).replace(/"version":"0\.2[0-9]\.\d+"/g, '"version":"*"')
    : readFileSync(path).toString('base64');

const [left, right] = [files(a), files(b)];
const differ = [...new Set([...left, ...right])].filter(
  (name) => !left.includes(name) || !right.includes(name) || content(join(a, name)) !== content(join(b, name)),
);
for (const name of differ) console.log(`differs: ${name}`);
console.log(`${left.length} files, ${differ.length} differ`);
process.exitCode = differ.length === 0 && left.length > 0 ? 0 : 1;
