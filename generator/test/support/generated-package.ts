import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { SdkConfig } from "../../src/config/index.ts";
import type { Files } from "./folder.ts";
import { runProgram } from "./program.ts";

const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));
const TESTS = fileURLToPath(new URL("../", import.meta.url));
const TEST_SETTINGS = fileURLToPath(new URL("generated-package.vitest.ts", import.meta.url));

/** The package that `sdkgen` generates from a fixture, on disk, where the tools of the workspace can be run. */
export class GeneratedPackage {
  /** The folder of the package. */
  readonly folder: string;
  readonly #document: string;
  readonly #config: Partial<SdkConfig>;
  readonly #root: string;
  readonly #files: Files;

  /**
   * @param config Members of the configuration. Default: calls are named from tags, as most fixtures are about something else.
   * @param files Files that the configuration names, such as templates.
   */
  constructor(
    document: string,
    name: string,
    config: Partial<SdkConfig> = { naming: "tags" },
    files: Files = {},
  ) {
    this.#config = config;
    this.#files = files;
    // In the folder of the tests, so that the runtime and the tools are resolved.
    this.#root = mkdtempSync(join(TESTS, ".generated-"));
    this.#document = document;
    this.folder = join(this.#root, name);
  }

  async generate(): Promise<void> {
    cpSync(join(FIXTURES, this.#document), join(this.#root, this.#document));
    for (const [path, content] of Object.entries(this.#files)) writeFileSync(join(this.#root, path), content);
    const config = { documents: [this.#document], output: ".", ...this.#config };
    writeFileSync(join(this.#root, "sdk.config.ts"), `export default ${JSON.stringify(config)};`);
    for (const args of [
      ["generate", "--config", "sdk.config.ts"],
      ["bundle", "--spec", this.#document, "--out", "openapi.json"],
    ]) {
      const { code, stdout, stderr } = await runProgram(args, this.#root);
      if (code !== 0) throw new Error(`sdkgen ${args.join(" ")}\n${stdout}\n${stderr}`);
    }
  }

  /** Runs a tool of the workspace in the package. */
  run(tool: string, ...args: readonly string[]): string {
    return this.#run(this.folder, tool, args);
  }

  /** Runs the tests of some files of the package. Default: all. */
  test(...files: readonly string[]): string {
    return this.run("vitest", "run", "--root", this.folder, "--config", TEST_SETTINGS, ...files);
  }

  /** Builds the package, or another one in a folder beside it, as its script `build` does. */
  build(folder: string = this.folder): void {
    const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly scripts: { readonly build: string };
    };
    for (const step of scripts.build.split(" && ")) {
      const [tool = "", ...args] = step.split(" ");
      this.#run(folder, tool, args);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** The paths of its files, without those that the build wrote. */
  files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)))
      .filter((path) => !path.startsWith("dist/"))
      .sort();
  }

  /** Writes a file into the package. */
  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** The files of its resources. */
  resources(): readonly string[] {
    return readdirSync(join(this.folder, "src/resources"));
  }

  /** What its wire tests have called. */
  wireCoverage(): unknown {
    return JSON.parse(readFileSync(join(this.folder, ".wire/coverage.json"), "utf8"));
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #run(cwd: string, command: string, args: readonly string[]): string {
    const result = spawnSync(command, args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    if (result.status !== 0) {
      throw new Error(`${command} ${args.join(" ")}\n${result.stdout}\n${result.stderr}`);
    }
    return result.stdout;
  }
}
