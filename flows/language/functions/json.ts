import { define } from '../define-function';
import { fromJson, Json, toJson } from '../value';

/** A string, number or boolean of JSON is that value itself, so the types of what JSON holds show only in a run. */
export const json = [
  define('JsonParse(text: string): json or NOT_SET', (text) => fromJson(JSON.parse(text)), {
    fails: { when: (text) => !isJson(text), says: 'the text is not JSON' },
  }),
  define('ToJson(value: any): json or NOT_SET', (value) => fromJson(toJson(value))),
  define('GetJsonObjectProperty(json: json, name: string): json or NOT_SET', (json, name) => jsonProperty(json, name)),
  define('GetJsonArrayItem(json: json, index: integer): json or NOT_SET', (json, index) =>
    jsonProperty(json, String(index)),
  ),
];

/** What an object of JSON has under that name, NOT_SET when it is not there. */
export function jsonProperty(json: unknown, name: string) {
  return json instanceof Json && Object.hasOwn(json.value, name) ? fromJson(Reflect.get(json.value, name)) : null;
}

function isJson(text: string | undefined): boolean {
  try {
    return text !== undefined && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
