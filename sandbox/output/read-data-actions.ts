import { z } from 'zod';
import type { DataActionDefinition } from '../data-action/data-action-definition';
import { OutputError } from './output-error';
import { block, jsonText, parseAll, required, stringMap } from './parse-arguments';
import type { ResolvedOutput } from './resolve-stacks';

const action = z.object({
  name: z.string(),
  category: z.string(),
  integration_id: z.string(),
  config_timeout_seconds: z.number().optional(),
  contract_input: jsonText,
  contract_output: jsonText,
  config_request: block(
    z.object({
      request_url_template: z.string(),
      request_type: z.string(),
      request_template: z.string().optional(),
      headers: stringMap.default({}),
    }),
  ),
  config_response: block(
    z
      .object({
        translation_map: stringMap.default({}),
        translation_map_defaults: stringMap.default({}),
        success_template: z.string().optional(),
      })
      .optional(),
  ),
});
const integration = z.object({
  intended_state: z.string().default('DISABLED'),
  config: block(z.object({ credentials: stringMap.default({}) }).optional()),
});
const credential = z.object({ fields: stringMap.default({}) });

/** The data actions, each with the credential of its integration. @throws {OutputError} also when that is not enabled */
export function readDataActions(output: ResolvedOutput): readonly DataActionDefinition[] {
  const integrations = parseAll(output, 'genesyscloud_integration', integration);
  const credentials = parseAll(output, 'genesyscloud_integration_credential', credential);
  return parseAll(output, 'genesyscloud_integration_action', action).map((resource): DataActionDefinition => {
    const { value } = resource;
    const owner = required(
      integrations.find((one) => one.attribute('id') === value.integration_id),
      resource,
      'integration_id',
    );
    if (owner.value.intended_state !== 'ENABLED') {
      throw new OutputError(owner.stack, owner.address, 'intended_state', 'must be ENABLED for its actions to run');
    }
    const fields = Object.values(owner.value.config?.credentials ?? {}).map(
      (id) =>
        required(
          credentials.find((one) => one.attribute('id') === id),
          owner,
          'credentials',
        ).value.fields,
    );
    return {
      category: value.category,
      name: value.name,
      inputContract: value.contract_input,
      outputContract: value.contract_output,
      timeoutSeconds: value.config_timeout_seconds,
      request: {
        method: value.config_request.request_type,
        urlTemplate: value.config_request.request_url_template,
        template: value.config_request.request_template,
        headers: value.config_request.headers,
      },
      response: {
        translationMap: value.config_response?.translation_map ?? {},
        translationMapDefaults: value.config_response?.translation_map_defaults ?? {},
        successTemplate: value.config_response?.success_template,
      },
      credentials: Object.assign({}, ...fields),
    };
  });
}
