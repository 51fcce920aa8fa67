// A process that counts in a file, one by one: `node count-in-file.mjs <path> <times> [staleAfter]`. It tells each total. What
// could not be counted is counted again, as a client does.
import { fileQuotaStore } from "../../dist/quota-file/index.js";

const [path = "", times = "0", staleAfter] = process.argv.slice(2);
const store = fileQuotaStore(path, staleAfter === undefined ? {} : { staleAfter: Number(staleAfter) });
for (let count = 0; count < Number(times); ) {
  const total = await store.add("a", "2026-01-01T00:00:00.000Z", 1).catch(() => undefined);
  if (total === undefined) continue;
  count++;
  process.send?.(total);
}
process.disconnect?.();
