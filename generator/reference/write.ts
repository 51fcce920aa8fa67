// `npm run docs`: writes the documentation that is made from the sources of the generator. A test holds it up to date.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { referenceFiles } from "./files.ts";

const workspace = new URL("../../", import.meta.url);

for (const { path, text } of referenceFiles()) {
  await writeFile(fileURLToPath(new URL(path, workspace)), text);
  console.log(path);
}
