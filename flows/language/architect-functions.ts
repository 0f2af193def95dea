import type { ArchitectFunction } from './define-function';
import { collections } from './functions/collections';
import { dates } from './functions/dates';
import { json } from './functions/json';
import { logic } from './functions/logic';
import { numbers } from './functions/numbers';
import { text } from './functions/text';

/** The functions of Architect's expression language that e-mail flows use, by name. */
export const architectFunctions: ReadonlyMap<string, ArchitectFunction> = new Map(
  [...logic, ...text, ...numbers, ...dates, ...collections, ...json].map((one) => [one.name, one]),
);
