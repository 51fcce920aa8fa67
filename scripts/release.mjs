#!/usr/bin/env node
// `pnpm release`: prepares the workspace, then releases with its Node and its pnpm (see release/command.mjs).

import { bootstrap, run } from "./bootstrap.mjs";

await bootstrap();
const command = ["scripts/release/command.mjs", ...process.argv.slice(2)];
const { exitCode } = await run("node", command, { show: true });
process.exitCode = exitCode;
