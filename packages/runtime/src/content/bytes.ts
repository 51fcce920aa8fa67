import { ContentError } from "../errors/index.js";
import type { Bytes } from "./content-types.js";

/** Whether a value is bytes in memory, from this or another realm. */
export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || /^(Shared)?ArrayBuffer$/.test(kindOf(value));
}

/**
 * A view of the same memory as a `Uint8Array`. Shared and resizable memory is copied, because `fetch` rejects it.
 *
 * @param label Name of the bytes in error messages.
 * @throws ContentError if the memory was transferred. A view of such memory looks empty.
 */
export function toBytes(label: string, value: Bytes): Uint8Array {
  const buffer: ArrayBufferLike = ArrayBuffer.isView(value) ? value.buffer : value;
  if (isDetached(buffer)) {
    throw new ContentError(
      label,
      "has no bytes any more: its ArrayBuffer was transferred, for example to a worker",
    );
  }
  const bytes = value instanceof Uint8Array ? value : asBytes(value);
  const { resizable } = buffer as { readonly resizable?: boolean };
  return kindOf(buffer) === "ArrayBuffer" && !resizable ? bytes : new Uint8Array(bytes);
}

/** Node 20 has no `ArrayBuffer.prototype.detached`, but creating a view of such memory fails there, too. */
function isDetached(buffer: ArrayBufferLike): boolean {
  if (buffer.byteLength > 0) return false;
  try {
    return new Uint8Array(buffer).length > 0;
  } catch {
    return true;
  }
}

/** The type of a value, such as `Null`, `String`, `Map` or `ArrayBuffer`. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function asBytes(value: Bytes): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
