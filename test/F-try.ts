import { publishPackages } from "/tmp/wt/F/test/examples/support/published.ts";
import { mkdtemp } from "node:fs/promises";
const f = await mkdtemp("/tmp/F-pub-");
const t = performance.now();
const r = await publishPackages(f);
console.log(r.url, r.uploads.length, (performance.now()-t)/1000);
await new Promise((resolve) => process.on("SIGTERM", resolve));
await r.stop();
