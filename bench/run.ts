// `pnpm bench:burst`, `pnpm bench:overhead`, `pnpm size`: installs what the benchmarks need when it is not there yet,
// then loads the command, which imports it.

import { installDependencies } from "./src/install.ts";

await installDependencies();
const { main } = await import("./src/cli/main.ts");
const [command = "", ...parameters] = process.argv.slice(2);
process.exitCode = await main(command, parameters);
