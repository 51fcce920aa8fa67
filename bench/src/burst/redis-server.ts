import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { endWithThisProcess } from "../../../test/support/children/end-with-this-process.ts";
import { BenchError } from "../bench-error.ts";
import { sum } from "../statistics.ts";

/** A Redis server for the benchmark. Disposing of it stops it. */
export interface RedisServer extends AsyncDisposable {
  /** Path of its Unix socket. It has no port. */
  readonly socket: string;
  /** The number of scripts that it has run. */
  scripts(): Promise<number>;
}

/** A limiter may treat a Redis that just started as one that lost its data, and wait. */
const SETTLED = 3_000;

/** @throws BenchError if there is no redis-server on the PATH, or it does not start. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-bench-"));
  const socket = join(folder, "redis.sock");
  const parameters = [
    "--port",
    "0",
    "--unixsocket",
    socket,
    "--dir",
    folder,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const child = endWithThisProcess(
    spawn("redis-server", parameters, { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const exit = once(child, "exit").catch(() => {});
  const end = async (): Promise<void> => {
    child.kill();
    if (child.pid !== undefined) await exit;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await isReady(child);
    await sleep(SETTLED);
  } catch (cause) {
    await end();
    throw new BenchError("redis-server does not start; is it installed and on the PATH?", { cause });
  }
  return { socket, scripts: () => countScripts(socket), [Symbol.asyncDispose]: end };
}

async function isReady(child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }): Promise<void> {
  await once(child, "spawn");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/ready to accept connections/i.test(line)) continue;
    child.stdout.resume();
    return;
  }
  throw new Error("it ended at once");
}

async function countScripts(socket: string): Promise<number> {
  const client = new Redis(socket);
  const statistics = await client.info("commandstats");
  client.disconnect();
  const counts = [...statistics.matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm)];
  return sum(counts.map(([, calls]) => Number(calls)));
}
