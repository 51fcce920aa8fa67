import type { Bytes } from "./content-types.js";

/** Whether a value is bytes in memory, of this realm or another. */
export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || /^\[object (Shared)?ArrayBuffer\]$/.test(tagOf(value));
}

/** The same memory as an array of bytes. Shared memory is copied, because `fetch` refuses it. */
export function toBytes(value: Bytes): Uint8Array {
  const bytes = value instanceof Uint8Array ? value : asBytes(value);
  return tagOf(bytes.buffer) === "[object SharedArrayBuffer]" ? bytes.slice() : bytes;
}

function asBytes(value: Bytes): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}
