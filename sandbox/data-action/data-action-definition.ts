import { KnownError } from '../../config/known-error';
/** A data action as `genesyscloud_integration_action` describes it, with the credential of its integration. */
export interface DataActionDefinition {
  readonly category: string;
  readonly name: string;
  /** JSON Schema draft 4 of the inputs. */
  readonly inputContract: unknown;
  readonly outputContract: unknown;
  /** Seconds, 1..60; the platform's own limit of 60 when undefined. */
  readonly timeoutSeconds: number | undefined;
  readonly request: {
    readonly method: string;
    readonly urlTemplate: string;
    /** Velocity; undefined sends the inputs as JSON. */
    readonly template: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: {
    /** Name to JSONPath into the reply. */
    readonly translationMap: Readonly<Record<string, string>>;
    /** Name to JSON text, used when the path leads nowhere. */
    readonly translationMapDefaults: Readonly<Record<string, string>>;
    /** Velocity; undefined passes the reply through. */
    readonly successTemplate: string | undefined;
  };
  readonly credentials: Readonly<Record<string, string>>;
}

/** A definition that the platform would not take, or that the sandbox cannot run. */
export class DataActionDefinitionError extends KnownError {
  override readonly name = 'DataActionDefinitionError';

  constructor(
    definition: Pick<DataActionDefinition, 'category' | 'name'>,
    readonly faults: readonly string[],
  ) {
    super(`data action ${definition.category} / ${definition.name}:\n  ${faults.join('\n  ')}`);
  }
}
