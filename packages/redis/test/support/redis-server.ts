import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe } from "vitest";

/** Whether there is a Redis to test against. Tests that need one are skipped without it, and say so. */
export const hasRedis: boolean = spawnSync("redis-server", ["--version"]).status === 0;

if (!hasRedis) console.warn("no redis-server on the PATH: the tests that need one are SKIPPED");

/** A group of tests that need Redis; its title says why where they are skipped. */
export function describeWithRedis(title: string, tests: () => void): void {
  describe.skipIf(!hasRedis)(hasRedis ? title : `${title} (skipped: no redis-server on the PATH)`, tests);
}

/** A Redis of the test's own, at a socket in a folder of its own. */
export class RedisServer implements AsyncDisposable {
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await mkdtemp(join(tmpdir(), "copilot-sdk-redis-")));
    await server.start();
    return server;
  }

  get socket(): string {
    return join(this.#folder, "redis.sock");
  }

  async start(): Promise<void> {
    const parameters = ["--port", "0", "--unixsocket", this.socket, "--dir", this.#folder, "--save", ""];
    const child = spawn("redis-server", parameters, { stdio: ["ignore", "pipe", "inherit"] });
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

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
