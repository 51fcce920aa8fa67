// A process that writes one of two versions of many files, for tests that kill it. Arguments: the folder, the version, how often.
import { writeFiles } from "../../src/output/index.ts";
import { versionOf } from "./two-versions.ts";

const [root = "", version = "", times = ""] = process.argv.slice(2);
for (let round = 0; round < Number(times); round += 1) {
  // Every second time, the other version.
  const current = round % 2 === 0 ? version : version === "a" ? "b" : "a";
  await writeFiles(versionOf(current), { root, folders: ["p"] });
  process.stdout.write(`${current}\n`);
}
