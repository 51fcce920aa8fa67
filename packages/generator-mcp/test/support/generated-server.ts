import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildFiles, loadConfig, type SdkConfig } from "@copilot-sdk/generator";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { type McpOptions, mcp } from "../../src/index.ts";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** Generated packages in a folder where they find each other and what they need. */
export interface GeneratedServer {
  /** The folder that contains the packages. */
  readonly root: string;
  /** Starts the server, and connects the official client. */
  start(options: readonly string[], environment: Readonly<Record<string, string>>): Promise<Client>;
  remove(): Promise<void>;
}

/** Generates packages with the feature, and builds them. */
export async function generateServer(
  document: string,
  options: McpOptions = {},
  settings: Partial<SdkConfig> = {},
): Promise<GeneratedServer> {
  const config = await loadConfig({ cwd: tests, specFiles: [document], out: "sdk" });
  const { files, packages, added } = await buildFiles({
    config: { ...config, ...settings, features: [mcp(options)] },
  });
  const root = await mkdtemp(join(tests, ".generated-"));
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const { name, folder } of packages) {
    await build(join(root, folder));
    await mkdir(dirname(join(root, "node_modules", name)), { recursive: true });
    await symlink(join(root, folder), join(root, "node_modules", name));
  }
  const { folder = "", name = "" } = added[0] ?? {};
  const program = join(root, folder, "bin", `${name.replace("@", "").replaceAll("/", "-")}.js`);
  return {
    root,
    start: async (parameters, env) => {
      const client = new Client({ name: "test", version: "1.0.0" });
      const args = [program, ...parameters];
      await client.connect(
        new StdioClientTransport({ command: process.execPath, args, env: { ...env }, stderr: "inherit" }),
      );
      return client;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Builds a package as its script does. */
async function build(folder: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    readonly scripts: { readonly build: string };
  };
  for (const step of scripts.build.split(" && ")) {
    const [tool = "", ...parameters] = step.split(" ");
    await promisify(execFile)(tool, parameters, { cwd: folder });
  }
}
