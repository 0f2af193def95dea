import type { EndpointState } from './classifier-state';
import { versionOf } from './describe-state';
import type { WantedEndpoint } from './wanted-endpoint';

/**
 * What serves and is not what the record asks for, one sentence each. A plan never says so: the provider compares what the configuration asks for
 * with what it asked for before, and never with the endpoint.
 */
export function compareEndpoint(endpoint: EndpointState | undefined, wanted: WantedEndpoint): readonly string[] {
  const { presence, version, units } = wanted;
  if (presence !== 'served') {
    const why = presence === 'parked' ? 'the record parks it' : 'it is outside its hours';
    return endpoint === undefined || endpoint.status === 'DELETING'
      ? []
      : [`an endpoint is there and paid for though ${why}`];
  }
  if (endpoint === undefined) return ['there is no endpoint, and the record asks for one'];
  const { status, model, desiredModel, inferenceUnits: serving } = endpoint;
  const differences: string[] = [];
  if (!['IN_SERVICE', 'UPDATING', 'CREATING'].includes(status)) differences.push(`the endpoint is ${status}`);
  const serves = versionOf(desiredModel ?? model);
  if (serves !== version) differences.push(`it serves the model ${serves}, the record asks for ${version}`);
  if (serving !== undefined && (serving < units.min || serving > units.max)) {
    const asked = units.min === units.max ? `${units.min}` : `${units.min} to ${units.max}`;
    differences.push(`it has ${serving} inference units, the record asks for ${asked}`);
  }
  return differences;
}
