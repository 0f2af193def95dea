import type { DataActionOutcome } from '../flow/flow-run';
import { compileContract, isRecord } from './contract';
import { type DataActionDefinition, DataActionDefinitionError } from './data-action-definition';
import type { SendRequest } from './send-request';
import { compileTranslation } from './translate-reply';
import { compileTemplate, type RenderTemplate } from './velocity-template';

/** The platform's limit for every data action. */
const LONGEST_MILLISECONDS = 60_000;

export interface DataAction {
  readonly category: string;
  readonly name: string;
  /**
   * Calls the service behind it. Never rejects.
   * @param timeout milliseconds that the caller waits; when they are over first, the outcome is `timeout`
   */
  readonly call: (inputs: Readonly<Record<string, unknown>>, timeout?: number) => Promise<DataActionOutcome>;
}

/**
 * Makes a data action callable as Genesys Cloud runs it: check the inputs, render the request, send it, translate the
 * reply, check the outputs.
 * @throws {DataActionDefinitionError} with every fault of the definition
 */
export function makeDataAction(definition: DataActionDefinition, send: SendRequest): DataAction {
  const { category, name, request } = definition;
  const faults: string[] = [];
  const checkInputs = contract('input', definition.inputContract);
  const checkOutputs = contract('output', definition.outputContract);
  const url = template('request URL', request.urlTemplate);
  const headers = Object.entries(request.headers).map(
    ([header, text]) => [header, template(`header ${header}`, text)] as const,
  );
  const { template: bodyTemplate } = request;
  const body = bodyTemplate === undefined ? undefined : template('request template', bodyTemplate);
  const translate = attempt('response', () => compileTranslation(definition.response)) ?? ((reply: string) => reply);
  if (faults.length > 0) throw new DataActionDefinitionError(definition, faults);
  const limit = Math.min((definition.timeoutSeconds ?? 60) * 1000, LONGEST_MILLISECONDS);

  return {
    category,
    name,
    call: async (given, timeout = Number.POSITIVE_INFINITY) => {
      // What is NOT_SET is left out: the contract says whether it may be.
      const inputs = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
      const unfit = checkInputs(inputs);
      if (unfit.length > 0) return failure('contract.input.invalid', 400, unfit.join('; '));
      const variables = {
        input: { ...inputs, rawRequest: JSON.stringify(inputs) },
        credentials: definition.credentials,
      };
      const ended = new AbortController();
      const timer = setTimeout(() => ended.abort(), Math.min(limit, timeout));
      try {
        const rendered = {
          method: request.method,
          url: url(variables),
          headers: {
            'content-type': 'application/json',
            ...Object.fromEntries(headers.map(([key, text]) => [key.toLowerCase(), text(variables)])),
          },
          body: request.method === 'GET' ? undefined : (body?.(variables) ?? variables.input.rawRequest),
        };
        const reply = await send(rendered, ended.signal);
        if (reply.status < 200 || reply.status > 299) {
          return failure('request.failed', reply.status, `HTTP ${reply.status} ${reply.body.slice(0, 500)}`);
        }
        return outputs(reply.body);
      } catch (error) {
        if (!ended.signal.aborted) return failure('request.not.sent', 502, message(error));
        return timeout <= limit
          ? { kind: 'timeout' }
          : failure('request.timeout', 504, `no reply within ${limit / 1000} s`);
      } finally {
        clearTimeout(timer);
      }
    },
  };

  function outputs(reply: string): DataActionOutcome {
    let result: unknown;
    try {
      result = JSON.parse(translate(reply));
    } catch (error) {
      return failure('translation.failed', 500, message(error));
    }
    const unfit = checkOutputs(result);
    if (unfit.length > 0 || !isRecord(result)) return failure('contract.output.invalid', 500, unfit.join('; '));
    return { kind: 'success', outputs: result };
  }

  function contract(side: 'input' | 'output', schema: unknown) {
    const compiled = compileContract(side, schema);
    if ('check' in compiled) return compiled.check;
    faults.push(...compiled.faults);
    return () => compiled.faults;
  }

  function template(what: string, text: string): RenderTemplate {
    return attempt(what, () => compileTemplate(text)) ?? (() => '');
  }

  function attempt<T>(what: string, make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      faults.push(`${what}: ${message(error)}`);
      return undefined;
    }
  }
}

/** The codes are the sandbox's own: those of the platform could not be seen. */
function failure(errorCode: string, status: number, userMessage: string): DataActionOutcome {
  return { kind: 'failure', failure: { errorCode, status, userMessage } };
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
