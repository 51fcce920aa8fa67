import type { ByteSource } from "./byte-source.js";
import { toBytes } from "./bytes.js";
import { readerOf } from "./chunk-reader.js";
import type { Bytes } from "./content-types.js";

/** Bytes in memory as a source. They are read in slices, so that their progress can be reported. */
export function memorySource(label: string, content: Bytes): ByteSource {
  const whole = toBytes(content);
  return { label, size: whole.length, whole, isRepeatable: true, open: () => readerOf(slicesOf(whole)) };
}

/** Bytes of a slice. */
const SLICE = 65_536;

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += SLICE) yield bytes.subarray(start, start + SLICE);
}
