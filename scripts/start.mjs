#!/usr/bin/env node
// `npm start`: installs missing packages, then runs the demo (see demo.mjs) with the Node of the workspace.

import { bootstrap, run } from "./bootstrap.mjs";

await bootstrap();
const { exitCode } = await run("node", ["scripts/demo.mjs"], { show: true });
process.exitCode = exitCode;
