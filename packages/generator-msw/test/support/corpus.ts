// Creates values of each type of the documents in a folder, and validates them: `pnpm corpus DIR`. Prints a line for each document.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkDocument } from "./check-document.ts";

const [folder = ".", ...only] = process.argv.slice(2);
for (const file of (await readdir(folder)).filter((name) => /\.(json|ya?ml)$/.test(name)).sort()) {
  if (only.length > 0 && !only.some((name) => file.includes(name))) continue;
  try {
    const { types, values, invalid } = await checkDocument([join(folder, file)], folder);
    console.log(`${file}: ${types} types, ${values} values, ${invalid.length} types with an invalid value`);
    for (const problem of invalid) console.log(`  ${problem.slice(0, 200)}`);
  } catch (error) {
    console.log(`${file}: ${error instanceof Error ? error.message.slice(0, 200) : error}`);
  }
}
