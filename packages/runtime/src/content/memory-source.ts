import type { ByteSource } from "./byte-source.js";
import { toBytes } from "./bytes.js";
import { readerOf } from "./chunk-reader.js";
import type { Bytes } from "./content-types.js";

/** Bytes in memory as a source. */
export function memorySource(label: string, content: Bytes): ByteSource {
  const whole = toBytes(label, content);
  return { label, size: whole.length, whole, isRepeatable: true, open: () => readerOf([whole]) };
}
