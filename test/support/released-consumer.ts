import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strictOptions } from "./compiler.ts";
import { writeProject } from "./project.ts";
import { run, succeed } from "./run.ts";
import { readManifest, root, testFolder } from "./workspace.ts";

/** A project that gets the packages from a registry. */
export interface Consumer {
  install(...what: readonly string[]): Promise<void>;
  /** Gets the newest versions that the ranges of its manifest allow. */
  upgrade(): Promise<void>;
  versionOf(name: string): string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** What the compiler finds wrong, a line each. */
  compile(): Promise<readonly string[]>;
  /** Runs the compiled `program.js` against a server, and gives the lines that it printed. */
  runProgram(url: string): Promise<readonly string[]>;
}

/** Makes a project with `program.ts`, and the package manager that its people use. */
export async function createConsumer(
  manager: "npm" | "pnpm",
  folder: string,
  registry: string,
): Promise<Consumer> {
  const program = await readFile(join(testFolder, "release", "program.ts"), "utf8");
  const typeRoots = [join(testFolder, "node_modules", "@types")];
  const compilerOptions = { ...strictOptions, typeRoots, outDir: "out" };
  const files = { "program.ts": program };
  await writeProject(folder, { files, compilerOptions });
  const manage = async (...parameters: readonly string[]) => {
    const options = { cwd: folder, environment: environmentOf(folder) };
    const command = manager === "npm" ? "npm" : await findPnpm();
    const quiet = manager === "npm" ? ["--no-audit", "--no-fund"] : [];
    await succeed(command, [...parameters, ...quiet, "--registry", registry], options);
  };
  return {
    install: (...what) => manage(manager === "npm" ? "install" : "add", ...what),
    upgrade: () => manage("update"),
    versionOf: (name) => readManifest(join(folder, "node_modules", name)).version,
    read: (path) => readFile(join(folder, path), "utf8"),
    write: (path, text) => writeFile(join(folder, path), text),
    async compile() {
      const tsc = join(testFolder, "node_modules", "typescript", "bin", "tsc");
      const { stdout } = await run(process.execPath, [tsc, "--pretty", "false"], { cwd: folder });
      return stdout.split("\n").filter((line) => line !== "");
    },
    async runProgram(url) {
      const environment = { COPILOT_API_KEY: "a key", COPILOT_BASE_URL: url };
      const printed = await succeed(process.execPath, ["out/program.js"], { cwd: folder, environment });
      return printed.trim().split("\n");
    },
  };
}

/**
 * Caches of its own, so that nothing of an earlier registry on the same port is taken for this one's; and no waiting: pnpm
 * takes versions only when they are a day old.
 */
function environmentOf(folder: string): Readonly<Record<string, string>> {
  return {
    pnpm_config_minimum_release_age: "0",
    npm_config_cache: join(folder, "..", "npm-cache"),
    pnpm_config_cache_dir: join(folder, "..", "pnpm-cache"),
    pnpm_config_store_dir: join(folder, "..", "pnpm-store"),
  };
}

/** The program itself: run through npx, it would take its settings from there. */
async function findPnpm(): Promise<string> {
  const { packageManager = "pnpm" } = readManifest(root);
  const parameters = ["--yes", "--package", packageManager, "--", "sh", "-c", "command -v pnpm"];
  return (await succeed("npx", parameters, { cwd: root })).trim();
}
