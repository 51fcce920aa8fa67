// `node src/bin.ts dev|build|preview`: the documentation site. Without options it is that of this repository.

import { hash } from "node:crypto";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createServer, serve } from "vitepress";
import { buildSite } from "./build.ts";
import { ownSite } from "./own-site.ts";
import { referenceSite } from "./reference-site.ts";
import { SITE_FOLDER, type Site, writeSite } from "./site.ts";

const USAGE = `Usage: node src/bin.ts dev|build|preview [options]

  --config FILE  the reference of another API: its sdk.config.ts
  --spec FILE    the same without a configuration: its OpenAPI document
  --name NAME    the npm name of its package
  --out FOLDER   the folder of the built site (default: dist)
  --base PATH    where the site is on its host (default: /)
  --port NUMBER  the port of dev and preview (default: any)`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    config: { type: "string" },
    spec: { type: "string" },
    name: { type: "string" },
    out: { type: "string" },
    base: { type: "string" },
    port: { type: "string" },
  },
});
const { base = "/" } = values;
const out = resolve(values.out ?? join(SITE_FOLDER, "dist"));
const port = Number(values.port ?? 0);

switch (positionals[0]) {
  case "build":
    await buildSite(await site(), { out, base, ...(values.out !== undefined && { work: workFor(out) }) });
    break;
  case "dev": {
    const folder = join(SITE_FOLDER, ".pages", "dev");
    await writeSite(await site(), folder, base);
    const server = await createServer(folder, { base, port });
    await server.listen();
    server.printUrls();
    break;
  }
  case "preview":
    await serve({ root: join(SITE_FOLDER, ".pages", "build"), base, port });
    break;
  default:
    console.error(USAGE);
    process.exitCode = 2;
}

/** A folder for the pages of each folder of a built site, so that two builds at once do not share one. */
function workFor(folder: string): string {
  return `build-${hash("sha256", folder).slice(0, 8)}`;
}

function site(): Promise<Site> {
  const { config, spec, name } = values;
  if (config === undefined && spec === undefined) return ownSite(resolve(SITE_FOLDER, ".."));
  return referenceSite({
    ...(config !== undefined && { configFile: config }),
    ...(spec !== undefined && { specFiles: [spec] }),
    ...(name !== undefined && { name }),
  });
}
