// `pnpm compat`: bundles the document and builds the packages, which are the last release, then tests changes of the API.

import { run, runTurbo } from "../scripts/bootstrap.mjs";
import { main } from "./src/cli/main.ts";

for (const step of [
  () => run("sdkgen", ["bundle"]),
  () => runTurbo(["build", "--filter=./packages/*", "--output-logs=errors-only"]),
]) {
  const { exitCode, output } = await step();
  if (exitCode !== 0) {
    console.error(output);
    process.exit(1);
  }
}
process.exitCode = await main(process.argv.slice(2));
