#!/usr/bin/env node
// `pnpm release`: prepares the workspace, then releases with its Node and its pnpm (see release/command.mjs).

import { bootstrap, packageManager, run } from "./bootstrap.mjs";

await bootstrap();
const command = ["--yes", "--package", packageManager, "--", "node", "scripts/release/command.mjs"];
const { exitCode } = await run("npx", [...command, ...process.argv.slice(2)], { show: true });
process.exitCode = exitCode;
