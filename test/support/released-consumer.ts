import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strictOptions } from "./compiler.ts";
import { writeProject } from "./project.ts";
import { run, succeed } from "./run.ts";
import { pnpm, readManifest, testFolder } from "./workspace.ts";

/** A project that installs the packages from a registry. */
export interface Consumer {
  install(...what: readonly string[]): Promise<void>;
  /** Installs the latest versions in the ranges of its manifest. */
  upgrade(): Promise<void>;
  versionOf(name: string): string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** The compile errors, one per line. */
  compile(): Promise<readonly string[]>;
  /** Runs the compiled `program.js` against a server, and returns its output lines. */
  runProgram(url: string): Promise<readonly string[]>;
}

/** Creates a project with `program.ts` and a package manager. */
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
    const command = manager === "npm" ? "npm" : pnpm;
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
 * Separate caches, because an earlier registry may have used the same port, and no minimum age: by default, pnpm installs only
 * versions that are at least a day old.
 */
function environmentOf(folder: string): Readonly<Record<string, string>> {
  return {
    pnpm_config_minimum_release_age: "0",
    npm_config_cache: join(folder, "..", "npm-cache"),
    pnpm_config_cache_dir: join(folder, "..", "pnpm-cache"),
    pnpm_config_store_dir: join(folder, "..", "pnpm-store"),
  };
}
