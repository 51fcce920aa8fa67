// `npm run calls -- DIR`: builds the runtime, which generated packages use, then checks the programs of docs/calls.md.

import { runTurbo } from "../scripts/bootstrap.mjs";
import { main } from "./src/calls/main.ts";

const { exitCode, output } = await runTurbo([
  "build",
  "--filter=@copilot-sdk/runtime",
  "--output-logs=errors-only",
]);
if (exitCode !== 0) {
  console.error(output);
  process.exit(1);
}
process.exitCode = await main(process.argv.slice(2));
