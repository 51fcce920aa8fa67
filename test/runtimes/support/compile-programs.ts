import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { testFolder } from "../../support/workspace.ts";
import { quickstartPrograms } from "./quickstart-programs.ts";

/** The programs of this folder. Those of the quickstart are derived from the example. */
const PROGRAMS = [
  "programs/bodies-command.ts",
  "programs/bodies-page.ts",
  "programs/bodies-worker.ts",
  "programs/quota-command.ts",
  "programs/errors-command.ts",
  "programs/errors-page.ts",
  "programs/errors-worker.ts",
  "programs/right.ts",
  "programs/sessions-command.ts",
  "programs/sessions-worker.ts",
  "programs/uploads-command.ts",
  "programs/uploads-page.ts",
  "programs/uploads-worker.ts",
  "programs/two-forms.ts",
  "programs/visitors-worker.ts",
  "servers/bun-server.ts",
  "servers/deno-server.ts",
  "servers/node-server.ts",
  "servers/node-worker.ts",
  "servers/worker.ts",
].map((path) => join(testFolder, "runtimes", path));

const OPTIONS: BuildOptions = {
  bundle: true,
  packages: "external",
  platform: "neutral",
  target: "es2022",
  logLevel: "error",
};

/** Compiles every program to JavaScript in a folder where the installed packages can be resolved. */
export async function compilePrograms(folder: string): Promise<void> {
  const sources = join(folder, "src");
  await mkdir(sources);
  const quickstarts = Object.entries(quickstartPrograms).map(([name, text]) => ({
    file: join(sources, name),
    text,
  }));
  await Promise.all(quickstarts.map(({ file, text }) => writeFile(file, text)));
  const files = [...PROGRAMS, ...quickstarts.map(({ file }) => file)];
  const isRequired = (file: string): boolean => file.endsWith("-required.ts");
  const modules = files.filter((file) => !isRequired(file));
  await compile(folder, modules, { format: "esm", outExtension: { ".js": ".mjs" } });
  await compile(folder, files.filter(isRequired), { format: "cjs", outExtension: { ".js": ".cjs" } });
}

async function compile(folder: string, files: readonly string[], options: BuildOptions): Promise<void> {
  const entryPoints = files.map((file) => ({ in: file, out: basename(file, ".ts") }));
  await build({ ...OPTIONS, ...options, entryPoints, outdir: folder });
}
