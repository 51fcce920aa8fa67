import type { ByteSource } from "./byte-source.js";
import { readerOf } from "./chunk-reader.js";
import type { BlobContent } from "./content-types.js";

/** A Blob or File as a source; it may come from a polyfill or another realm. */
export function blobSource(label: string, blob: BlobContent): ByteSource {
  const { size, type } = blob;
  const { name } = blob as { readonly name?: string };
  const whole = blob instanceof Blob ? blob : undefined;
  return { label, size, type, name, whole, isRepeatable: true, open: () => readerOf(blob.stream()) };
}

/** Whether a value is a Blob or looks like one. */
export function isBlob(value: object): value is BlobContent {
  const { size, type, stream } = value as Partial<BlobContent>;
  return typeof size === "number" && typeof type === "string" && typeof stream === "function";
}
