// `npm run docs`: writes the documentation that is made from the sources of the generator. A test holds it up to date.

import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { referenceFiles } from "./files.ts";

const workspace = new URL("../../", import.meta.url);

for (const { path, text } of referenceFiles()) {
  const file = new URL(path, workspace);
  await mkdir(new URL("./", file), { recursive: true });
  await writeFile(fileURLToPath(file), text);
  console.log(path);
}
