import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

/** A place in a YAML file: the value there and its line. What is missing or of another kind reads as empty. */
export class YamlCursor {
  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly node: Node | null,
    /** 1-based line of the key that leads here. */
    readonly line: number,
  ) {}

  static root(document: Document, lines: LineCounter): YamlCursor {
    return new YamlCursor(document, lines, document.contents as Node | null, 1);
  }

  /** The value under a key, undefined when the key is not there. */
  get(key: string): YamlCursor | undefined {
    return this.entries().find(([name]) => name === key)?.[1];
  }

  /** Keys as the file spells them: a bare `yes:` is "yes". */
  entries(): readonly (readonly [key: string, value: YamlCursor])[] {
    const node = this.resolved();
    if (!isMap(node)) return [];
    return node.items.map(({ key, value }) => {
      const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
      const line = this.lineOf(key as Node | null);
      return [name, new YamlCursor(this.document, this.lines, value as Node | null, line)] as const;
    });
  }

  items(): readonly YamlCursor[] {
    const node = this.resolved();
    if (!isSeq(node)) return [];
    return node.items.map((item) => {
      return new YamlCursor(this.document, this.lines, item as Node | null, this.lineOf(item as Node | null));
    });
  }

  /** The scalar here; undefined for a map or a list. */
  scalar(): string | number | boolean | null | undefined {
    const node = this.resolved();
    if (node === null) return null;
    if (!isScalar(node)) return undefined;
    const { value } = node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }

  /** The scalar here as the file spells it; undefined when it is empty. */
  text(): string | undefined {
    const node = this.resolved();
    if (!isScalar(node) || node.value === null) return undefined;
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }

  private resolved(): Node | null {
    return isAlias(this.node) ? (this.node.resolve(this.document) ?? null) : this.node;
  }

  private lineOf(node: Node | null): number {
    const offset = node?.range?.[0];
    return offset === undefined ? this.line : this.lines.linePos(offset).line;
  }
}
