import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A place in a YAML file and the value there. What is missing or of another kind reads as empty. */
export class YamlCursor {
  private constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly source: string,
    private readonly node: Node | null,
    /** Offset of the key or the list item that leads here. */
    private readonly start: number,
  ) {}

  static root(document: Document, lines: LineCounter, source: string): YamlCursor {
    return new YamlCursor(document, lines, source, document.contents as Node | null, 0);
  }

  /** Where the key or the list item stands that leads here. */
  get position(): Position {
    return this.positionOf(this.start);
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
      return [name, this.to(value as Node | null, key as Node | null)] as const;
    });
  }

  items(): readonly YamlCursor[] {
    const node = this.resolved();
    return isSeq(node) ? node.items.map((item) => this.to(item as Node | null, item as Node | null)) : [];
  }

  isList(): boolean {
    return isSeq(this.resolved());
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

  /** Where that character of the text stands, whatever quotes, escapes and folded lines are around it. */
  characterPosition(index: number): Position {
    const node = this.resolved();
    const text = this.text() ?? '';
    if (!isScalar(node) || !node.range) return this.position;
    const [begin, end] = node.range;
    const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
    let at = isBlock ? this.source.indexOf('\n', begin) + 1 : begin + (isQuoted ? 1 : 0);
    for (let passed = 0; passed <= Math.min(index, text.length - 1); passed++) {
      const wanted = text.charAt(passed);
      const isEscaped = node.type === 'QUOTE_DOUBLE' && this.source[at] === '\\';
      while (
        !isEscaped &&
        at < end &&
        this.source[at] !== wanted &&
        !(/\s/.test(wanted) && /\s/.test(this.source[at] ?? ''))
      ) {
        at += 1;
      }
      if (passed < index) at += isEscaped ? 2 : 1;
    }
    return this.positionOf(Math.min(at, end));
  }

  /** Nothing, at the same place. */
  none(): YamlCursor {
    return this.to(null, null);
  }

  private to(node: Node | null, leading: Node | null): YamlCursor {
    return new YamlCursor(this.document, this.lines, this.source, node, leading?.range?.[0] ?? this.start);
  }

  private resolved(): Node | null {
    return isAlias(this.node) ? (this.node.resolve(this.document) ?? null) : this.node;
  }

  private positionOf(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}
