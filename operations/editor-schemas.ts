import { z } from 'zod';
import { categoriesSchema } from '../config/categories';
import { environmentSchema } from '../config/environment';
import { evaluationSchema } from '../config/evaluation';
import { pricesSchema } from './cost/prices';

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
