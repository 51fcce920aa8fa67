// Counts in a file: `quota-command <path> <times>`. Prints each reported total.
import process from "node:process";
import { fileQuotaStore } from "@copilot-sdk/runtime/quota-file";

const [path = "", times = ""] = process.argv.slice(2);
const store = fileQuotaStore(path);
for (let count = 0; count < Number(times); count++) {
  console.log(await store.add("a", "2026-01-01T00:00:00.000Z", 1));
}
