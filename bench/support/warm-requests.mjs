// Run by bench/lambda.ts in a process of its own: alternates requests to both bundles and prints the times of each.
// argv: folders of the two bundles, file with the event, warm-up rounds, measured rounds
import { readFileSync } from 'node:fs';

const [folders, [eventFile, warmUps, rounds]] = [process.argv.slice(2, 4), process.argv.slice(4)];
const handlers = await Promise.all(folders.map(async (folder) => (await import(`${folder}/index.mjs`)).handler));
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };
const times = handlers.map(() => []);
for (let round = 0; round < Number(warmUps) + Number(rounds); round++) {
  for (const [index, handler] of handlers.entries()) {
    const begin = performance.now();
    const { statusCode } = await handler(event, context);
    const time = performance.now() - begin;
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
    if (round >= Number(warmUps)) times[index].push(time);
  }
}
process.stderr.write(JSON.stringify(times));
process.exit();
