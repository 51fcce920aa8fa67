// `pnpm corpus DIR`: builds the runtime and the mock server, which generated packages use, then measures the documents of a folder.

import { runTurbo } from "../scripts/bootstrap.mjs";
import { main } from "./src/corpus/main.ts";

const { exitCode, output } = await runTurbo([
  "build",
  "--filter=@copilot-sdk/runtime",
  "--filter=@copilot-sdk/mock",
  "--output-logs=errors-only",
]);
if (exitCode !== 0) {
  console.error(output);
  process.exit(1);
}
process.exitCode = await main(process.argv.slice(2));
