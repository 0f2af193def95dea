import type { DataActionDefinition } from './data-action-definition';
import { compileJsonPath } from './json-path';
import { compileTemplate } from './velocity-template';

/** Turns the text of a reply into the JSON text of the outputs. @throws {Error} when it cannot */
export type TranslateReply = (reply: string) => string;

/** @throws {Error} naming the template or path that cannot be used */
export function compileTranslation(response: DataActionDefinition['response']): TranslateReply {
  const paths = Object.entries(response.translationMap).map(([name, path]) => ({ name, find: compileJsonPath(path) }));
  const render = response.successTemplate === undefined ? undefined : compileTemplate(response.successTemplate);
  if (render === undefined) return (reply) => reply;
  return (reply) => {
    const document: unknown = paths.length === 0 ? undefined : JSON.parse(reply);
    const found = paths.map(({ name, find }) => {
      const value = find(document);
      // Extracted values and defaults are JSON text: a string brings its quotes along.
      const text = value === undefined ? response.translationMapDefaults[name] : JSON.stringify(value);
      if (text === undefined)
        throw new Error(`translation ${name}: nothing at ${response.translationMap[name]}, and no default`);
      return [name, text] as const;
    });
    return render({ rawResult: reply, ...Object.fromEntries(found) });
  };
}
