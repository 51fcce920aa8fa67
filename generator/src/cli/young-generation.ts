import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** The size at which growth stops, in bytes. With a smaller generation, frequent collections slow down runs. */
const ENOUGH = 16 * 2 ** 20;

let isLimited = false;

/**
 * Stops the growth of V8's young generation once it is large enough. For a large document it would grow to 128 MiB, a quarter of the memory
 * of a run, and barely save time.
 */
export function limitYoungGeneration(): void {
  if (isLimited) return;
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  if (young === undefined || young.space_size < ENOUGH) return;
  isLimited = true;
  setFlagsFromString("--semi-space-growth-factor=1");
}
