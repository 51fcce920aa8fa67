// Generates a package from a document, and prints the CommonJS modules that were loaded.

import { createRequire } from "node:module";
import { generate } from "../../src/index.ts";

const [document, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
await generate({ cwd: folder, specFiles: [document], out: "sdk", name: "@acme/shop" });
process.stdout.write(JSON.stringify(Object.keys(require.cache)));
