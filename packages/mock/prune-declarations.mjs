// Deletes the declarations that the entries of the package do not lead to: they name packages that are in the bundle, and so are not
// installed beside it.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const needed = new Set();
for (const entry of ["index.d.ts", "program.d.ts", "wire.d.ts"]) collect(join("dist", entry));
for (const name of readdirSync("dist", { recursive: true })) {
  const file = join("dist", name);
  if (/\.d\.ts(\.map)?$/.test(name) && !needed.has(file)) rmSync(file);
}

function collect(file) {
  if (needed.has(file)) return;
  needed.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, target] of text.matchAll(/(?:from |import\()"([^"]+)"/g)) {
    if (!target.startsWith("."))
      throw new Error(`${file} names ${target}, which is not installed with the mock`);
    collect(join(file, "..", target.replace(/\.js$/, ".d.ts")));
  }
}
