import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { loadConfiguration } from '../config/load-configuration';
import { bundleLambda, lambdaZip } from '../stacks/artifacts/lambda-bundle';
import { clientVariables, ENDPOINT_ARN, proxyEvent } from '../test/support/lambda-environment';
import { classes, startScriptedComprehend } from '../test/support/scripted-comprehend';
import { median, report } from './support/report';

const PROCESSES = 21;
const WARM_UPS = 300;
const REQUESTS = 1_000;

/** Times and size of the Lambda function, against a bare handler bundled the same way. */
async function benchLambda(root: string): Promise<void> {
  const { categories } = loadConfiguration(root).categories;
  const folder = mkdtempSync(join(tmpdir(), 'bench-lambda-'));
  const comprehend = await startScriptedComprehend();
  comprehend.script(classes({ '401K': 0.9, IRA: 0.1 }));
  try {
    const { zip } = bundleLambda(root, categories);
    const ours = unpack(zip, join(folder, 'ours'));
    const bareZip = lambdaZip(root, categories, { entry: 'bench/support/bare-handler.ts' });
    const bare = unpack(bareZip, join(folder, 'bare'));
    const environment = {
      ...process.env,
      ...clientVariables(comprehend.url),
      CLASSIFIER_ARN: ENDPOINT_ARN,
      CLASSIFIER_CONFIDENCE_THRESHOLD: '0.75',
      LAMBDA_TASK_ROOT: ours,
    };

    const imports = [ours, bare].map((): number[] => []);
    for (let round = 0; round < PROCESSES; round++) {
      for (const [index, bundle] of [ours, bare].entries()) imports[index]?.push(importTime(bundle, environment));
    }

    const eventFile = join(folder, 'event.json');
    writeFileSync(eventFile, JSON.stringify(proxyEvent({ EmailSubject: 'Re: Rollover', EmailBody: htmlMail(5_000) })));
    const script = join(root, 'bench/support/warm-requests.mjs');
    const { stderr } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', script, ours, bare, eventFile, `${WARM_UPS}`, `${REQUESTS}`],
      { env: environment, maxBuffer: 2 ** 26 },
    );
    const [oursWarm = [], bareWarm = []]: number[][] = JSON.parse(stderr);
    // Each request against the bare one that followed it, because the machine may be busier at times.
    const overheads = oursWarm.map((time, index) => time - (bareWarm[index] ?? Number.NaN));

    report('Lambda function', [
      {
        what: `cold import, whole process, median of ${PROCESSES}`,
        value: median(imports[0] ?? []),
        baseline: median(imports[1] ?? []),
        unit: 'ms',
        goal: { ratio: 1.2 },
      },
      {
        what: `warm request, 5 kB HTML, median of ${REQUESTS}`,
        value: median(oursWarm),
        baseline: median(bareWarm),
        unit: 'ms',
      },
      { what: 'warm overhead, median of pairs', value: median(overheads), unit: 'ms', goal: { value: 1 } },
      { what: 'zip', value: zip.length / 1_000, baseline: bareZip.length / 1_000, unit: 'kB', goal: { value: 130 } },
    ]);
  } finally {
    await comprehend.close();
    rmSync(folder, { recursive: true });
  }
}

function unpack(zip: Uint8Array, folder: string): string {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(unzipSync(zip))) writeFileSync(join(folder, name), content);
  return folder;
}

function importTime(bundle: string, env: NodeJS.ProcessEnv): number {
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, ['--no-warnings', join(bundle, 'index.mjs')], { env });
  if (status !== 0) throw new Error(`${bundle} does not start`);
  return performance.now() - begin;
}

/** A mail as Gmail writes it: some paragraphs, a signature, and the rest of the size quoted history. */
function htmlMail(size: number): string {
  const own = '<div>Please roll my old <b>401(k)</b> over to you.&nbsp;What do you need from me?<br></div>'.repeat(8);
  const before = `<div dir="ltr">${own}<div class="gmail_signature">Jo Doe</div></div><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Mar 4, 2024 at 10:15 AM Care &lt;care@example.com&gt; wrote:<br></div><blockquote class="gmail_quote">`;
  const after = '</blockquote></div>';
  const line = '<p style="margin:0">Dear Jo, about the contribution to your IRA.</p>';
  return before + line.repeat(Math.ceil((size - before.length - after.length) / line.length)) + after;
}

benchLambda(process.cwd());
