import { z } from 'zod';
import { pricesSchema } from '../operations/cost/prices';
import { categoriesSchema } from './categories';
import { environmentSchema } from './environment';
import { evaluationSchema } from './evaluation';

/** JSON Schemas for editors, by path from the project root. They are committed; a test holds them against the code. */
export function editorSchemas(): Readonly<Record<string, string>> {
  return {
    'config/schema/categories.schema.json': render(categoriesSchema),
    'config/schema/environment.schema.json': render(environmentSchema),
    'config/schema/evaluation.schema.json': render(evaluationSchema),
    'config/schema/prices.schema.json': render(pricesSchema),
  };
}

function render(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}
