import { join } from "node:path";
import { readManifest, testFolder } from "../../support/workspace.ts";

/** A runtime that is started by a command. */
export interface Runtime {
  /** Such as `Node 20.19.0`. */
  readonly name: string;
  readonly version: string;
  /** Absolute path. */
  readonly command: string;
  /** The parameters before the path of a program. */
  readonly parameters: readonly string[];
  /** The program that serves requests with the fetch-style server of the runtime. */
  readonly fetchServer: string;
}

/** The supported versions of Node: the oldest one, then the latest of each release line. */
export const nodes: readonly Runtime[] = ["node-20", "node-22", "node-24", "node-26"].map((alias) => {
  const { version } = readManifest(installed(alias));
  const command = join(installed(alias), "bin", "node");
  return { name: `Node ${version}`, version, command, parameters: [], fetchServer: "node-server.mjs" };
});

/** All runtimes that are started by a command. */
export const runtimes: readonly Runtime[] = [
  ...nodes,
  {
    ...tool("Bun", "bun", "bin/bun.exe"),
    parameters: ["run"],
    fetchServer: "bun-server.mjs",
  },
  {
    ...tool("Deno", "deno", "deno"),
    parameters: ["run", "--quiet", "--node-modules-dir=manual", "--allow-env", "--allow-net", "--allow-read"],
    fetchServer: "deno-server.mjs",
  },
];

/** The runtime of Cloudflare Workers. */
export const workerd: Pick<Runtime, "name" | "version" | "command"> = tool(
  "workerd",
  "workerd",
  "bin/workerd",
);

/** The program itself. Stopping its launcher would not stop it. */
function tool(title: string, alias: string, program: string): Pick<Runtime, "name" | "version" | "command"> {
  const { version } = readManifest(installed(alias));
  return { name: `${title} ${version}`, version, command: join(installed(alias), program) };
}

function installed(alias: string): string {
  return join(testFolder, "node_modules", alias);
}
