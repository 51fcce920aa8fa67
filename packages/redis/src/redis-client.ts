import { createHash } from "node:crypto";

/** A client of Redis or Valkey: one of `ioredis` or of `redis`, connected by whoever made it. */
export type RedisClient = IoredisClient | NodeRedisClient;

/** What is used of a client of the package `ioredis`, be it of one server or of a cluster. */
export interface IoredisClient {
  evalsha(sha1: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** What is used of a client of the package `redis`, be it of one server or of a cluster. */
export interface NodeRedisClient {
  evalSha(sha1: string, options: NodeRedisArguments): Promise<unknown>;
  eval(script: string, options: NodeRedisArguments): Promise<unknown>;
}

/** How the package `redis` takes what a script works on. */
export interface NodeRedisArguments {
  keys: string[];
  arguments: string[];
}

/** Runs a script on keys, which are of one slot where there is a cluster. */
export type RunScript = (keys: readonly string[], parameters: readonly string[]) => Promise<unknown>;

/**
 * Makes a function that runs a script. Redis is sent the script's hash, and the script itself only when it does not know
 * it, which is so at first and after a restart.
 */
export function scriptRunner(client: RedisClient, script: string): RunScript {
  const sha1 = createHash("sha1").update(script).digest("hex");
  return async (keys, parameters) => {
    try {
      return await runByHash(client, sha1, keys, parameters);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      return runByText(client, script, keys, parameters);
    }
  };
}

/** Whether something is a client that this package can work with. */
export function isRedisClient(client: unknown): client is RedisClient {
  if (typeof client !== "object" || client === null || !("eval" in client)) return false;
  return "evalsha" in client || "evalSha" in client;
}

function runByHash(
  client: RedisClient,
  sha1: string,
  keys: readonly string[],
  parameters: readonly string[],
): Promise<unknown> {
  return "evalsha" in client
    ? client.evalsha(sha1, keys.length, ...keys, ...parameters)
    : client.evalSha(sha1, { keys: [...keys], arguments: [...parameters] });
}

function runByText(
  client: RedisClient,
  script: string,
  keys: readonly string[],
  parameters: readonly string[],
): Promise<unknown> {
  return "evalsha" in client
    ? client.eval(script, keys.length, ...keys, ...parameters)
    : client.eval(script, { keys: [...keys], arguments: [...parameters] });
}
