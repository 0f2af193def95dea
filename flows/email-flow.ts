import { z } from 'zod';
import { type Parsed, parseYamlRecord } from '../config/yaml-record';

/** Name of a variable with its scope. */
const variableName = z
  .string()
  .regex(
    /^(State|Task|Flow)\.[A-Za-z]\w*$/,
    'a variable is called State.X, Task.X or Flow.X: a letter, then letters, digits, _',
  );

const reference = (kind: 'state' | 'task') =>
  z
    .string()
    .regex(
      new RegExp(`^(/inboundEmail|\\.)/${kind}s/${kind}\\[[^\\]]+\\]$`),
      `a reference such as /inboundEmail/${kind}s/${kind}[refId]`,
    );

/** An object of which exactly one key is there: how Archy writes a choice. */
function choice<S extends z.ZodRawShape>(shape: S) {
  return z
    .strictObject(shape)
    .partial()
    .refine(hasOneKey, { error: `exactly one of ${Object.keys(shape).join(', ')}`, when: isWellFormed });
}

/** A record with exactly one entry: how Archy writes the name of a data action. */
function named<V extends z.ZodType>(value: V) {
  return z.record(z.string(), value).refine(hasOneKey, { error: 'exactly one name', when: isWellFormed });
}

function hasOneKey(value: object): boolean {
  return Object.keys(value).length === 1;
}

/** Counting keys says nothing new about an object that has an unknown one. */
function isWellFormed({ issues }: { readonly issues: readonly unknown[] }): boolean {
  return issues.length === 0;
}

const noValue = z.literal(true);
const value = <L extends z.ZodType>(lit: L) => choice({ exp: z.string().min(1), lit, noValue });

const literal = {
  string: z.string(),
  queue: z.strictObject({ name: z.string().min(1) }),
  integer: z.number().int(),
  decimal: z.number(),
  boolean: z.boolean(),
} as const;

const declaration = <L extends z.ZodType>(lit: L) =>
  z.strictObject({ name: variableName, initialValue: choice({ lit, noValue }) });
const variable = choice({
  stringVariable: declaration(literal.string),
  queueVariable: declaration(literal.queue),
  integerVariable: declaration(literal.integer),
  decimalVariable: declaration(literal.decimal),
  booleanVariable: declaration(literal.boolean),
});

const statement = <L extends z.ZodType>(lit: L) => z.strictObject({ variable: variableName, value: value(lit) });
const target = choice({ var: variableName, noValue });
const name = z.string().min(1).optional();
const none = z.strictObject({ none: noValue });

const branch = z.strictObject({
  get actions() {
    return z.array(action);
  },
});

const callData = z.strictObject({
  name,
  timeout: z.strictObject({ lit: choice({ minutes: z.number().int().min(1), seconds: z.number().int().min(1) }) }),
  category: named(
    z.strictObject({
      dataAction: named(
        z.strictObject({
          inputs: z.record(z.string(), value(z.union([z.string(), z.number(), z.boolean()]))),
          successOutputs: z.record(z.string(), target),
          failureOutputs: z.record(z.string(), target).optional(),
        }),
      ),
    }),
  ),
  outputs: z.strictObject({ success: branch, failure: branch, timeout: branch }),
});

const findQueue = z.strictObject({
  name,
  findName: value(literal.string),
  findResult: z.strictObject({ var: variableName }),
  outputs: z.strictObject({ found: branch, notFound: branch }),
});

const decision = z.strictObject({
  name,
  condition: z.strictObject({ exp: z.string().min(1) }),
  outputs: z.strictObject({ yes: branch.optional(), no: branch.optional() }),
});

const cases = <V extends z.ZodType>(when: V) =>
  z.array(
    z.strictObject({
      case: z.strictObject({
        value: when,
        get actions() {
          return z.array(action);
        },
      }),
    }),
  );
const switchAction = z.strictObject({
  name,
  evaluate: choice({
    firstTrue: z.strictObject({
      default: branch.optional(),
      cases: cases(z.strictObject({ exp: z.string().min(1) })),
    }),
    firstMatch: z.strictObject({
      string: z.strictObject({
        value: z.strictObject({ exp: z.string().min(1) }),
        default: branch.optional(),
        cases: cases(z.strictObject({ lit: z.string() })),
      }),
    }),
  }),
});

const updateData = z.strictObject({
  name,
  statements: z
    .array(
      choice({
        string: statement(literal.string),
        queue: statement(literal.queue),
        integer: statement(literal.integer),
        decimal: statement(literal.decimal),
        boolean: statement(literal.boolean),
      }),
    )
    .min(1),
});

const address = choice({ exp: z.string().min(1), noValue });
const sendAutoReply = z.strictObject({
  name,
  from: address,
  replyTo: address,
  cc: address,
  bcc: address,
  messageBody: z.strictObject({ exp: z.string().min(1) }),
  replyMode: z.enum(['replyToSender', 'replyToAll']),
});

/** In e-mail flows a transfer has no failure path; see docs/decisions/0010-flow-yaml.md. */
const transferToAcd = z.strictObject({
  name,
  targetQueue: choice({ exp: z.string().min(1), lit: literal.queue }),
  priority: z.strictObject({ lit: z.number().int().min(-25_000_000).max(25_000_000) }),
  preferredAgents: z.strictObject({ noValue }),
  languageSkill: z.strictObject({ noValue }),
  appendSkills: z.strictObject({ lit: z.boolean() }).optional(),
});

const action = z
  .strictObject({
    callData: callData.optional(),
    findQueue: findQueue.optional(),
    decision: decision.optional(),
    switch: switchAction.optional(),
    updateData: updateData.optional(),
    sendAutoReply: sendAutoReply.optional(),
    transferToAcd: transferToAcd.optional(),
    callTask: z.strictObject({ name, targetTaskRef: reference('task') }).optional(),
    disconnect: z.union([z.strictObject({ name: z.string() }), none]).optional(),
  })
  .refine(hasOneKey, { error: 'exactly one action in each item of the list', when: isWellFormed });

const body = { name: z.string(), refId: z.string(), variables: z.array(variable).default([]) };

/**
 * The part of Archy's language for inbound e-mail flows that this project knows. Each shape was seen in a flow that was
 * published; a key that is not listed is a fault.
 */
export const emailFlowSchema = z.strictObject({
  inboundEmail: z.strictObject({
    name: z.string().min(1).max(200),
    description: z.string().optional(),
    division: z.string().min(1).optional(),
    startUpRef: reference('state'),
    defaultLanguage: z.string(),
    supportedLanguages: z.record(z.string(), z.strictObject({ defaultLanguageSkill: z.strictObject({ noValue }) })),
    settingsInboundEmailHandling: z.strictObject({
      emailHandling: choice({ disconnect: none, continue: none }),
    }),
    settingsErrorHandling: z.strictObject({ errorHandling: z.strictObject({ disconnect: none }) }),
    variables: z.array(variable).default([]),
    states: z.array(z.strictObject({ state: z.strictObject({ ...body, actions: z.array(action) }) })).min(1),
    tasks: z.array(z.strictObject({ task: z.strictObject({ ...body, actions: z.array(action) }) })).default([]),
  }),
});

export type EmailFlow = z.output<typeof emailFlowSchema>['inboundEmail'];
export type FlowAction = z.output<typeof action>;
export type FlowVariable = z.output<typeof variable>;

/** Reads a rendered flow; a fault names file, line and what is allowed there. */
export function readEmailFlow(file: string, text: string): Parsed<{ readonly inboundEmail: EmailFlow }> {
  return parseYamlRecord(file, text, emailFlowSchema);
}
