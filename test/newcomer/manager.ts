import { mkdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { type Outcome, run } from "../support/run.ts";
import { root, testFolder } from "../support/workspace.ts";

export const MANAGERS = ["npm", "pnpm"] as const;
export type ManagerName = (typeof MANAGERS)[number];

/** The versions of Node, by the npm packages that have them. */
export const NODES = ["20", "24"] as const;
export type NodeName = (typeof NODES)[number];

/** Time after which a command is stopped, in ms. */
const TIMEOUT = 900_000;

/**
 * Creates a cache of npm in a folder. npx finds no packages of earlier runs in it, which have the same versions. Downloads are those of the
 * user's cache.
 *
 * @returns Its path.
 */
export function createCache(folder: string): string {
  const downloads = join(process.env.npm_config_cache ?? join(homedir(), ".npm"), "_cacache");
  mkdirSync(downloads, { recursive: true });
  const cache = join(folder, "npm-cache");
  mkdirSync(cache);
  symlinkSync(downloads, join(cache, "_cacache"));
  return cache;
}

/** A package manager with a version of Node. */
export class Manager {
  readonly name: ManagerName;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  /** @param cache The cache of npm. */
  constructor(name: ManagerName, node: NodeName, cache: string) {
    this.name = name;
    const tools = [
      join(testFolder, "node_modules", `node-${node}`, "bin"),
      // The workspace's pnpm, which is a program of its own, but not the workspace's Node.
      join(root, "node_modules", "pnpm"),
    ];
    const machine = (process.env.PATH ?? "")
      .split(delimiter)
      .filter((folder) => !folder.startsWith(root) && !folder.includes("node_modules"));
    // Settings that the package manager which started this process has put into the environment.
    const inherited = Object.keys(process.env).filter((variable) => /^(npm|pnpm)_/i.test(variable));
    this.#environment = {
      ...Object.fromEntries(inherited.map((variable) => [variable, undefined])),
      PATH: [...tools, ...machine].join(delimiter),
      npm_config_cache: cache,
      // By default, pnpm installs only versions that are at least a day old.
      pnpm_config_minimum_release_age: "0",
    };
  }

  /** Runs the package manager. */
  manage(folder: string, ...parameters: readonly string[]): Promise<string> {
    return this.run(folder, this.name, parameters);
  }

  /** Installs packages, or what the manifest of the folder says. */
  install(folder: string, ...packages: readonly string[]): Promise<string> {
    return this.manage(folder, packages.length > 0 && this.name === "pnpm" ? "add" : "install", ...packages);
  }

  /** Runs a program of an installed package. */
  execute(folder: string, program: string, ...parameters: readonly string[]): Promise<string> {
    return this.run(folder, join(folder, "node_modules", ".bin", program), parameters);
  }

  /**
   * @returns What it wrote to standard output.
   * @throws Error with its output if it fails.
   */
  async run(
    folder: string,
    program: string,
    parameters: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const outcome = await run(program, parameters, {
      cwd: folder,
      environment: { ...this.#environment, ...environment },
      timeout: TIMEOUT,
    });
    if (outcome.exitCode === 0) return outcome.stdout;
    throw new Error(`${[program, ...parameters].join(" ")} failed\n${endOf(outcome)}`);
  }

  /** The environment of its programs, for those that keep running. */
  get environment(): Readonly<Record<string, string | undefined>> {
    return this.#environment;
  }
}

/** The last lines of the output, which say why a command failed. */
function endOf({ stdout, stderr }: Outcome): string {
  return `${stdout}\n${stderr}`.trim().split("\n").slice(-40).join("\n");
}
