import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname } from "node:path";
import { endWithThisProcess } from "../support/children/end-with-this-process.ts";
import { succeed } from "../support/run.ts";

/** Runs the commands of a README like a person who types them, in one folder after the other. */
export class Terminal {
  #folder: string;
  readonly #environment: Readonly<Record<string, string>>;
  /** The addresses that the README names, and the real ones. */
  readonly #addresses = new Map<string, string>();
  readonly #running: ChildProcess[] = [];

  constructor(folder: string, registry: string) {
    this.#folder = folder;
    this.#environment = {
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      NODE_OPTIONS: "",
      NODE_ENV: "development",
      NO_COLOR: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      npm_config_registry: registry,
      npm_config_audit: "false",
      npm_config_fund: "false",
    };
  }

  get folder(): string {
    return this.#folder;
  }

  /** From now on, a command that names an address of the README gets the real one: tests use free ports. */
  replace(named: string, real: string): void {
    this.#addresses.set(named, real);
  }

  /** Runs commands, each on a line of its own. Returns their output. Fails if one of them does. */
  async run(commands: string): Promise<string> {
    let output = "";
    for (const command of linesOf(commands)) {
      if (command.startsWith("cd ")) this.#folder = `${this.#folder}/${command.slice(3)}`;
      else output += await succeed("sh", ["-c", this.#real(command)], this.#options);
    }
    return output;
  }

  /** Starts a command that keeps running, with parameters in addition. */
  start(command: string, ...parameters: readonly string[]): Running {
    const line = [this.#real(command.trim()), ...parameters].join(" ");
    const { cwd, environment } = this.#options;
    const child = endWithThisProcess(
      // As a process group, so that the programs that it starts end with it.
      spawn("sh", ["-c", line], {
        cwd,
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      }),
    );
    this.#running.push(child);
    return new Running(line, child);
  }

  /** Ends everything that is still running. */
  async close(): Promise<void> {
    await Promise.all(
      this.#running.map(async (child) => {
        if (child.exitCode !== null || child.pid === undefined) return;
        // The output closes when the last program of the group has ended.
        const closed = once(child, "close");
        process.kill(-child.pid, "SIGTERM");
        await closed;
      }),
    );
  }

  get #options() {
    return { cwd: this.#folder, environment: this.#environment, timeout: 280_000 };
  }

  #real(command: string): string {
    let real = command;
    for (const [named, address] of this.#addresses) real = real.replaceAll(named, address);
    return real;
  }
}

/** The commands in a block of a README. */
export function linesOf(commands: string): readonly string[] {
  return commands.split("\n").filter((line) => line.trim() !== "");
}

/** A command that keeps running. */
export class Running {
  readonly #command: string;
  readonly #child: ChildProcess;
  #output = "";

  constructor(command: string, child: ChildProcess) {
    this.#command = command;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#output += chunk;
        child.emit("printed");
      });
    }
  }

  /**
   * Waits until it prints something.
   *
   * @returns The first group of the pattern.
   * @throws Error with its output if it ends before that, or after two minutes.
   */
  async prints(pattern: RegExp): Promise<string> {
    const signal = AbortSignal.timeout(120_000);
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match !== null) return match[1] ?? match[0];
      const hasEnded = this.#child.exitCode !== null || signal.aborted;
      if (hasEnded) throw new Error(`${this.#command} did not print ${pattern}\n${this.#output}`);
      await Promise.race([
        once(this.#child, "printed", { signal }).catch(() => {}),
        once(this.#child, "close", { signal }).catch(() => {}),
      ]);
    }
  }
}
