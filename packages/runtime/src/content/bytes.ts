import type { Bytes } from "./content-types.js";

/** Whether a value is bytes in memory, from this or another realm. */
export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || /^(Shared)?ArrayBuffer$/.test(kindOf(value));
}

/** A view of the same memory as a `Uint8Array`. Shared memory is copied, because `fetch` rejects it. */
export function toBytes(value: Bytes): Uint8Array {
  const bytes = value instanceof Uint8Array ? value : asBytes(value);
  return kindOf(bytes.buffer) === "ArrayBuffer" ? bytes : bytes.slice();
}

/** The type of a value, such as `Null`, `String`, `Map` or `ArrayBuffer`. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function asBytes(value: Bytes): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
