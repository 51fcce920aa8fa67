import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe } from "vitest";

const programs = ["redis-server", "valkey-server"] as const;

/** A program that speaks Redis's protocol. */
export type ServerProgram = (typeof programs)[number];

const present = programs.filter((program) => spawnSync(program, ["--version"]).status === 0);
const absent = programs.filter((program) => !present.includes(program));

for (const program of absent) {
  console.warn(`no ${program} on the PATH: the tests that need one are SKIPPED`);
}

/** A group of tests that need a Redis or a Valkey; its title says why where they are skipped. */
export function describeWithRedis(title: string, tests: () => void): void {
  const isSkipped = present.length === 0;
  describe.skipIf(isSkipped)(isSkipped ? `${title} (skipped: no redis-server on the PATH)` : title, tests);
}

/** A group of tests that is run with a Redis and with a Valkey; its title says why where they are skipped. */
export function describeWithEach(title: string, tests: (program: ServerProgram) => void): void {
  for (const program of present) describe(`${title}, ${program}`, () => tests(program));
  for (const program of absent) {
    describe.skip(`${title} (skipped: no ${program} on the PATH)`, () => tests(program));
  }
}

/** A Redis of the test's own, at a socket in a folder of its own. */
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

  /** @param options More of them, as the command line takes them. */
  static async start(
    program: ServerProgram = present[0] ?? "redis-server",
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
    const child = spawn(this.#program, [...own, ...this.#options], { stdio: ["ignore", "pipe", "inherit"] });
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (/ready to accept connections/i.test(line)) break;
    }
    child.stdout.resume();
  }

  /** Ends it at once; what it knew is lost. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }

  /** Stops it without ending it: it answers nobody until it continues. */
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
