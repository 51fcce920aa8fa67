// `pnpm bench:burst`, `pnpm bench:overhead`, `pnpm size`: installs missing dependencies of the benchmarks, builds the packages,
// then runs the command. `pnpm bench:names` needs neither.

import { BenchError } from "./src/bench-error.ts";
import { buildPackages, bundleDocument, installDependencies } from "./src/install.ts";

const [command = "", ...parameters] = process.argv.slice(2);
try {
  if (command === "names") {
    const { main } = await import("./src/names/main.ts");
    process.exitCode = await main(parameters);
  } else {
    await installDependencies();
    await buildPackages();
    await bundleDocument();
    const { main } = await import("./src/cli/main.ts");
    process.exitCode = await main(command, parameters);
  }
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
