import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CommandsLab, commandsLab } from '../../support/commands-lab';

const KEY = 'the-api-key-of-the-usage-plan';
const STATE = {
  values: { root_module: { resources: [{ type: 'aws_api_gateway_usage_plan_key', values: { value: KEY } }] } },
};
let lab: CommandsLab;
beforeAll(async () => {
  lab = await commandsLab({
    // The plan of a destroy, as Terraform prints it; it arrives in two pieces.
    cdktf: `
      process.stdout.write('first line\\n  - value = "${KEY.slice(0, 9)}');
      setTimeout(() => process.stdout.write('${KEY.slice(9)}" -> null\\nlast line'), 200);
    `,
    terraform: `case "$*" in *show*) echo '${JSON.stringify(STATE)}';; esac`,
  });
});
afterAll(() => lab.close());

test('what cdktf prints of a destroy is shown without the API key', async () => {
  const { code, output } = await lab.start(['destroy', 'dev', 'api-dev', '--yes']).end;
  expect(output).toContain('first line\n  - value = "(sensitive)" -> null\nlast line');
  expect({ code, shown: output.includes(KEY) }).toEqual({ code: 0, shown: false });
});
