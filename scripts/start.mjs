#!/usr/bin/env node
// `npm start`: installs what is missing, then shows the product at work (see demo.mjs, which needs the workspace's Node).

import { bootstrap, run } from "./bootstrap.mjs";

await bootstrap();
const { exitCode } = await run("node", ["scripts/demo.mjs"], { show: true });
process.exitCode = exitCode;
