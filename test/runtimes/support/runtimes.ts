import { join } from "node:path";
import { readManifest, testFolder } from "../../support/workspace.ts";

/** A runtime that runs a program by a command. */
export interface Runtime {
  /** Such as `Node 20.19.0`. */
  readonly name: string;
  readonly version: string;
  /** Absolute path. */
  readonly command: string;
  /** What stands before the path of a program. */
  readonly parameters: readonly string[];
  /** The program that answers a `Request` with what the runtime has for it. */
  readonly fetchServer: string;
}

/** Every Node that the packages are for: the lowest that is supported, then the newest of each line. */
export const nodes: readonly Runtime[] = ["node-20", "node-22", "node-24", "node-26"].map((alias) => {
  const { version } = readManifest(installed(alias));
  const command = join(installed(alias), "bin", "node");
  return { name: `Node ${version}`, version, command, parameters: [], fetchServer: "node-server.mjs" };
});

/** All runtimes that are commands. */
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

/** The runtime of Cloudflare's workers. */
export const workerd: Pick<Runtime, "name" | "version" | "command"> = tool(
  "workerd",
  "workerd",
  "bin/workerd",
);

/** The program itself, not what starts it: that would be ended in its place. */
function tool(title: string, alias: string, program: string): Pick<Runtime, "name" | "version" | "command"> {
  const { version } = readManifest(installed(alias));
  return { name: `${title} ${version}`, version, command: join(installed(alias), program) };
}

function installed(alias: string): string {
  return join(testFolder, "node_modules", alias);
}
