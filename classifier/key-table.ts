/** Numbers 32-bit keys (not 0) in the order in which they come: a hash table without objects. */
export class KeyTable {
  #slots: Int32Array;
  #ids: Int32Array;
  #size = 0;

  constructor(capacity = 1 << 16) {
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    this.#slots = new Int32Array(slots);
    this.#ids = new Int32Array(slots);
  }

  get size(): number {
    return this.#size;
  }

  /** The number of a key, -1 when it is not known. */
  find(key: number): number {
    const at = this.#slotOf(key);
    return this.#slots[at] === key ? (this.#ids[at] ?? -1) : -1;
  }

  /** The number of a key, a new one when it is not known. */
  add(key: number): number {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const at = this.#slotOf(key);
    if (this.#slots[at] === key) return this.#ids[at] ?? -1;
    this.#slots[at] = key;
    this.#ids[at] = this.#size;
    return this.#size++;
  }

  /** Keys by their number. */
  keys(): Int32Array {
    const keys = new Int32Array(this.#size);
    for (let at = 0; at < this.#slots.length; at++) {
      const key = this.#slots[at] ?? 0;
      if (key !== 0) keys[this.#ids[at] ?? 0] = key;
    }
    return keys;
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let at = key & mask;
    for (let slot = this.#slots[at]; slot !== 0 && slot !== key; slot = this.#slots[at]) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const keys = this.keys();
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#ids = new Int32Array(this.#slots.length);
    for (let id = 0; id < keys.length; id++) {
      const at = this.#slotOf(keys[id] ?? 0);
      this.#slots[at] = keys[id] ?? 0;
      this.#ids[at] = id;
    }
  }
}
