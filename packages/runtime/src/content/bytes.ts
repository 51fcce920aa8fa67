import type { Bytes } from "./content-types.js";

/** Whether a value is bytes in memory, of this realm or another. */
export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || /^(Shared)?ArrayBuffer$/.test(kindOf(value));
}

/** The same memory as an array of bytes. Shared memory is copied, because `fetch` refuses it. */
export function toBytes(value: Bytes): Uint8Array {
  const bytes = value instanceof Uint8Array ? value : asBytes(value);
  return kindOf(bytes.buffer) === "ArrayBuffer" ? bytes : bytes.slice();
}

/** What a value is, without the value: `Null`, `String`, `Map`, `ArrayBuffer`. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function asBytes(value: Bytes): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
