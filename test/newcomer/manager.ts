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

/** A package manager with a version of Node. */
export class Manager {
  readonly name: ManagerName;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(name: ManagerName, node: NodeName) {
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
