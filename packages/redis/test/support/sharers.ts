import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { RateLimitPolicy } from "@copilot-sdk/runtime";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import { freshName } from "./limiters.js";
import type { RedisServer } from "./redis-server.js";
import type { StrictServer } from "./strict-server.js";

const SHARER = fileURLToPath(new URL("../sharer.mjs", import.meta.url));

/** A separate process that makes calls. */
export interface Sharer {
  readonly process: ChildProcess;
  /** How many of its calls succeeded; NaN if it ended before it reported that. */
  readonly succeeded: Promise<number>;
  /** Resolves when it first tells this. False: it ended without that. */
  told(word: Word): Promise<boolean>;
  readonly exit: Promise<unknown>;
}

/**
 * What a process tells: it is connected to Redis; it suspends itself; it continues without Redis, which is unavailable; Redis is available
 * again.
 */
export type Word = "ready" | "stopped" | "alone" | "shared";

/** Options of the processes of a test. */
export interface SharerSettings {
  /** Number of calls of each process. */
  readonly calls: number;
  readonly policy: RateLimitPolicy;
  /** How long a process keeps its slots after its last call to Redis, in ms. Default: 1,000. */
  readonly lease?: number;
  readonly whenUnreachable?: "open" | "closed";
  /** Time limit for a reply of Redis, in ms. Default: 250. */
  readonly timeout?: number;
  /** Number of calls after which the process `d` suspends itself. Default: never. */
  readonly stopAfter?: number;
}

/** Names of the processes. */
export const senders: readonly string[] = ["a", "b", "c", "d"];

/** Four processes that share a limit, and the key under which Redis keeps it. */
export interface Sharers extends ReadonlyMap<string, Sharer> {
  readonly key: string;
}

/** Starts four processes. When all of them are connected to Redis, each makes its calls at once. */
export function startSharers(
  { socket }: Pick<RedisServer, "socket">,
  { url }: StrictServer,
  { lease = 1_000, timeout = 250, whenUnreachable = "open", stopAfter, ...settings }: SharerSettings,
): Sharers {
  const name = freshName();
  const start = (sender: string): Sharer => {
    const own = sender === "d" && { stopAfter };
    const all = {
      ...settings,
      ...own,
      lease,
      timeout,
      whenUnreachable,
      socket,
      name,
      url: `${url}/${sender}`,
    };
    const child = endWithThisProcess(
      spawn(process.execPath, [SHARER, JSON.stringify(all)], { stdio: ["pipe", "pipe", "pipe"] }),
    );
    const succeeded = text(child.stdout).then((said) => (said === "" ? Number.NaN : Number(said)));
    const words = new Set<string>();
    const lines = createInterface({ input: child.stderr }).on("line", (line) => {
      words.add(line);
      lines.emit(line);
    });
    const ended = once(lines, "close");
    const told = async (word: Word): Promise<boolean> => {
      if (!words.has(word)) await Promise.race([once(lines, word), ended]);
      return words.has(word);
    };
    return { process: child, succeeded, told, exit: once(child, "exit") };
  };
  const sharers = new Map(senders.map((sender) => [sender, start(sender)]));
  const all = [...sharers.values()];
  void Promise.all(all.map(({ told }) => told("ready"))).then(() => {
    for (const { process } of all) process.stdin?.end("go\n");
  });
  return Object.assign(sharers, { key: `copilot:{${name}}` });
}
