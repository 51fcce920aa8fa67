import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import { findProgram } from "../../../../test/support/required-program.js";

/** A program that implements the Redis protocol. */
export type ServerProgram = "redis-server" | "valkey-server";

/** A separate Redis or Valkey for a test, with a socket in a separate folder. */
export class RedisServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #program: ServerProgram;
  readonly #options: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(folder: string, program: ServerProgram, options: readonly string[]) {
    this.#folder = folder;
    this.#program = program;
    this.#options = options;
  }

  /**
   * @param program Default: the first of redis-server and valkey-server on the PATH.
   * @param options Further options of its command line.
   */
  static async start(
    program: ServerProgram = findProgram("redis-server") === undefined ? "valkey-server" : "redis-server",
    options: readonly string[] = [],
  ): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-redis-"));
    const server = new RedisServer(folder, program, options);
    await server.start();
    return server;
  }

  get socket(): string {
    return join(this.#folder, "redis.sock");
  }

  async start(): Promise<void> {
    const own = ["--port", "0", "--unixsocket", this.socket, "--dir", this.#folder, "--save", ""];
    const parameters = [...own, ...this.#options];
    const child = endWithThisProcess(
      spawn(this.#program, parameters, { stdio: ["ignore", "pipe", "inherit"] }),
    );
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (/ready to accept connections/i.test(line)) break;
    }
    child.stdout.resume();
  }

  /** Kills it; its data is lost. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }

  /** Suspends the process: it does not reply until it continues. */
  pause(): void {
    this.#process?.kill("SIGSTOP");
  }

  continue(): void {
    this.#process?.kill("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
