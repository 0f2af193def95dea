/** Kinds of arrays that a file may hold. Numbers are stored as every machine has them that Node and Lambda run on: little-endian. */
const KINDS = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array };
type Kind = keyof typeof KINDS;
type NumberArray = InstanceType<(typeof KINDS)[Kind]>;
type Bytes = Uint8Array<ArrayBuffer>;

const MAGIC = 0x314d5245; // "ERM1"
const HEAD_BYTES = 8;
/** Where an array may begin: at a multiple of its largest element. */
const ALIGNMENT = 8;

/** The bytes are no such file, or not all of it. */
export class ArrayFileError extends Error {
  override readonly name = 'ArrayFileError';
}

/**
 * Plain data with typed arrays anywhere in it, as one block of bytes: a JSON text, then the arrays as they are in memory. The same value gives
 * the same bytes with every Node, which `node:v8` does not promise; reading copies no array.
 */
export function packArrays(value: unknown): Bytes {
  const arrays: { readonly at: number; readonly array: NumberArray }[] = [];
  let length = 0;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (!isArray(part)) return part;
    const at = length;
    arrays.push({ at, array: part });
    length = aligned(at + part.byteLength);
    return { $array: [kindOf(part), at, part.length] };
  });
  const json = new TextEncoder().encode(text);
  const start = aligned(HEAD_BYTES + json.length);
  const bytes = new Uint8Array(start + length);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, json.length, true);
  bytes.set(json, HEAD_BYTES);
  for (const { at, array } of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at);
  }
  return bytes;
}

/** What was packed; its arrays are views of `bytes`. @throws {ArrayFileError} */
export function unpackArrays(bytes: Uint8Array): unknown {
  const whole = inPlace(bytes) ?? new Uint8Array(bytes);
  const head = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  if (whole.length < HEAD_BYTES || head.getUint32(0, true) !== MAGIC) throw new ArrayFileError('no such file');
  const end = HEAD_BYTES + head.getUint32(4, true);
  const start = aligned(end);
  if (start > whole.length) throw new ArrayFileError('the file is cut off');
  try {
    return JSON.parse(new TextDecoder().decode(whole.subarray(HEAD_BYTES, end)), (_, part: unknown) => {
      if (typeof part !== 'object' || part === null || !('$array' in part)) return part;
      const [kind, at, length] = part.$array as [Kind, number, number];
      // The buffer may be a pool that goes on behind a file which was cut off.
      if (start + at + length * KINDS[kind].BYTES_PER_ELEMENT > whole.length)
        throw new RangeError('an array is cut off');
      return new KINDS[kind](whole.buffer, whole.byteOffset + start + at, length);
    });
  } catch (cause) {
    throw new ArrayFileError('the file is damaged or cut off', { cause });
  }
}

/** The bytes where they are, if arrays may begin there. */
function inPlace({ buffer, byteOffset, byteLength }: Uint8Array): Bytes | undefined {
  if (!(buffer instanceof ArrayBuffer) || byteOffset % ALIGNMENT !== 0) return undefined;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function isArray(part: unknown): part is NumberArray {
  return Object.values(KINDS).some((kind) => part instanceof kind);
}

function kindOf(array: NumberArray): Kind {
  const kinds = Object.keys(KINDS) as Kind[];
  return kinds.find((kind) => array instanceof KINDS[kind]) ?? 'Uint8Array';
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
