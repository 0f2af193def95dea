import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';

/** A value that is known only after apply. */
export const UNKNOWN = Symbol('known after apply');

export type Value = null | boolean | number | string | typeof UNKNOWN | Value[] | { [name: string]: Value };
export type ObjectValue = { [name: string]: Value };

const codec = new ExtensionCodec();
// Terraform writes an unknown value as extension 0, and as 12 when it knows something about it; both mean unknown here.
codec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => new Unknown(),
});
codec.register({ type: 12, encode: () => null, decode: () => new Unknown() });

/** msgpack's extension codec is asked for objects only, so a symbol cannot stand on the wire. */
class Unknown {}

const encoder = new Encoder({ extensionCodec: codec, sortKeys: true });
const decoder = new Decoder({ extensionCodec: codec });

export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encoder.encode(toWire(value)) };
}

export function decodeValue(value: { msgpack?: Uint8Array; json?: Uint8Array } | null | undefined): Value {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) return fromWire(decoder.decode(value.msgpack));
  if (value?.json !== undefined && value.json.length > 0)
    return fromWire(JSON.parse(Buffer.from(value.json).toString('utf8')));
  return null;
}

function toWire(value: Value): unknown {
  if (value === UNKNOWN) return new Unknown();
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toWire(inner)]));
  }
  return value;
}

function fromWire(value: unknown): Value {
  if (value instanceof Unknown) return UNKNOWN;
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromWire(inner)]));
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value === 'bigint') return Number(value);
  throw new Error(`no Terraform value: ${typeof value}`);
}

export function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
