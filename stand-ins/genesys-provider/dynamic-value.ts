import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';

class Unknown {
  readonly #unknown = true;
  static is(value: unknown): value is Unknown {
    return typeof value === 'object' && value !== null && #unknown in value;
  }
}

/** A value that is known only after apply. */
export const UNKNOWN = new Unknown();

export type Value = null | boolean | number | string | Unknown | Value[] | { [name: string]: Value };
export type ObjectValue = { [name: string]: Value };

const codec = new ExtensionCodec();
// Terraform writes an unknown value as extension 0, and as 12 when it knows something about it; both mean unknown here.
codec.register({ type: 0, encode: (value) => (Unknown.is(value) ? new Uint8Array([0]) : null), decode: () => UNKNOWN });
codec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });

const encoder = new Encoder({ extensionCodec: codec, sortKeys: true });
const decoder = new Decoder({ extensionCodec: codec });

export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encoder.encode(value) };
}

export function decodeValue(value: { msgpack?: Uint8Array; json?: Uint8Array } | null | undefined): Value {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) return fromWire(decoder.decode(value.msgpack));
  if (value?.json !== undefined && value.json.length > 0)
    return fromWire(JSON.parse(Buffer.from(value.json).toString('utf8')));
  return null;
}

function fromWire(value: unknown): Value {
  if (Unknown.is(value)) return UNKNOWN;
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
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Unknown.is(value);
}
