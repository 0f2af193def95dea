import type { Fault } from '../config/fault';

/** A value for a placeholder; undefined switches off the lines between `# when KEY is set:` and `# end`. */
export type Value = string | number | boolean | undefined;
export type Filled = { readonly text: string } | { readonly faults: readonly Fault[] };

const WHEN = /^\s*# when (\w+) is set:$/;
const END = /^\s*# end$/;
/** A placeholder is a whole YAML scalar: quotes and braces together give way to the value. */
const PLACEHOLDER = /"\{\{(\w+)\}\}"/g;

/**
 * Replaces every placeholder of a YAML template. Each key must be used, each placeholder must be known.
 * Lines that are switched off become comments, so that line numbers stay those of the template.
 */
export function fillTemplate(file: string, template: string, values: Readonly<Record<string, Value>>): Filled {
  const faults: Fault[] = [];
  const unused = new Set(Object.keys(values));
  const lines = template
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  let block: { readonly key: string; readonly line: number } | undefined;

  const text = lines.map((source, index) => {
    const fault = (column: number, message: string) =>
      faults.push({ file, line: index + 1, column: column + 1, path: '', message });
    const key = WHEN.exec(source)?.[1];
    if (key !== undefined) {
      if (block !== undefined)
        fault(0, `a second "when" before the end of that of line ${block.line}; they do not nest`);
      if (!(key in values)) fault(0, `${key} is no placeholder. ${known(values)}`);
      unused.delete(key);
      block = { key, line: index + 1 };
    } else if (END.test(source)) {
      if (block === undefined) fault(0, 'an end without a "when"');
      block = undefined;
    }
    const off = block !== undefined && values[block.key] === undefined && key === undefined;
    const filled = source.replace(PLACEHOLDER, (whole, name: string, column: number) => {
      if (!(name in values)) {
        fault(column, `${name} is no placeholder. ${known(values)}`);
        return whole;
      }
      unused.delete(name);
      const value = values[name];
      if (value !== undefined) return typeof value === 'string' ? yamlString(value) : String(value);
      if (!off) fault(column, `${name} can be off: put its lines between "# when ${name} is set:" and "# end"`);
      return '""';
    });
    const loose = source.replace(PLACEHOLDER, (whole) => ' '.repeat(whole.length)).search(/\{\{|\}\}/);
    if (loose >= 0)
      fault(loose, 'braces that are no placeholder; a placeholder stands alone in double quotes: "{{key}}"');
    return off ? filled.replace(/^(\s*)/, '$1# ') : filled;
  });

  if (block !== undefined) {
    faults.push({ file, line: block.line, column: 1, path: '', message: 'a "when" without its "# end"' });
  }
  for (const key of unused) {
    faults.push({ file, line: 1, column: 1, path: '', message: `the template never uses the value of ${key}` });
  }
  return faults.length > 0 ? { faults } : { text: text.join('\n') };
}

function known(values: Readonly<Record<string, Value>>): string {
  return `Known: ${Object.keys(values).join(', ')}`;
}

/** A double-quoted YAML scalar. JSON's is one; YAML 1.1 also breaks lines at three characters that JSON leaves as they are. */
function yamlString(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
