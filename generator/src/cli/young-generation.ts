import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** The size at which the young generation stays, in bytes. A smaller one is collected so often that runs take longer. */
const ENOUGH = 16 * 2 ** 20;

let isKept = false;

/**
 * Ends the growth of the young generation of V8 once it is large enough. It would grow to 128 MiB for a large document, which is a quarter of
 * the memory of a run, and save hardly any time.
 */
export function keepYoungGeneration(): void {
  if (isKept) return;
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  if (young === undefined || young.space_size < ENOUGH) return;
  isKept = true;
  setFlagsFromString("--semi-space-growth-factor=1");
}
