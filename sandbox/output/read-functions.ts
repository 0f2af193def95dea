import { join } from 'node:path';
import { z } from 'zod';
import type { FunctionDefinition } from '../function/function-definition';
import { block, parseAll, stringMap } from './parse-arguments';
import type { ResolvedOutput } from './resolve-stacks';

const lambdaFunction = z.object({
  function_name: z.string(),
  filename: z.string(),
  handler: z.string(),
  memory_size: z.number().default(128),
  timeout: z.number().default(3),
  environment: block(z.object({ variables: stringMap.default({}) }).optional()),
});

/** The Lambda functions, with the zips that would be deployed. */
export function readFunctions(output: ResolvedOutput): readonly FunctionDefinition[] {
  return parseAll(output, 'aws_lambda_function', lambdaFunction).map(({ value, folder, attribute }) => {
    const arn = String(attribute('arn'));
    return {
      name: value.function_name,
      zip: join(folder, value.filename),
      handler: value.handler,
      memoryMegabytes: value.memory_size,
      timeoutSeconds: value.timeout,
      environment: value.environment?.variables ?? {},
      region: arn.split(':')[3] ?? '',
      arn,
    };
  });
}
