import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { RateLimitPolicy } from "@copilot-sdk/runtime";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import { freshName } from "./limiters.js";
import type { RedisServer } from "./redis-server.js";
import type { StrictServer } from "./strict-server.js";

const SHARER = fileURLToPath(new URL("../sharer.mjs", import.meta.url));

/** A process of its own that makes calls. */
export interface Sharer {
  readonly process: ChildProcess;
  /** How many of its calls succeeded; NaN: it ended before it said so. */
  readonly succeeded: Promise<number>;
  /** Fulfilled when it stops itself. */
  readonly stopped: Promise<unknown>;
  readonly exit: Promise<unknown>;
}

/** What the processes of a test have in common. */
export interface SharerSettings {
  /** Calls of each. */
  readonly calls: number;
  readonly policy: RateLimitPolicy;
  /** Milliseconds after its last word to Redis for which a process keeps its slots. Default: 1,000. */
  readonly lease?: number;
  readonly whenUnreachable?: "open" | "closed";
  /** Milliseconds that Redis may take to answer. Default: 250. */
  readonly timeout?: number;
  /** Calls after which the sender `d` stops itself. Default: it does not. */
  readonly stopAfter?: number;
  /** `none`: no process counts on what it knows of the shortest round trip. Default: each learns it. */
  readonly floor?: "none";
}

/** Names of the processes. */
export const senders: readonly string[] = ["a", "b", "c", "d"];

/** Four processes that share a limit, and the key under which Redis keeps it. */
export interface Sharers extends ReadonlyMap<string, Sharer> {
  readonly key: string;
}

/** Starts four processes that make their calls at once. */
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
      spawn(process.execPath, [SHARER, JSON.stringify(all)], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    const succeeded = text(child.stdout).then((said) => (said === "" ? Number.NaN : Number(said)));
    const stopped = once(child.stderr, "data");
    return { process: child, succeeded, stopped, exit: once(child, "exit") };
  };
  const sharers = new Map(senders.map((sender) => [sender, start(sender)]));
  return Object.assign(sharers, { key: `copilot:{${name}}` });
}
