import { createHash } from "node:crypto";

/** A client of Redis or Valkey, from `ioredis` or `redis`. The caller connects it. */
export type RedisClient = IoredisClient | NodeRedisClient;

/** The part of an `ioredis` client that is used, for a single server or a cluster. */
export interface IoredisClient {
  evalsha(sha1: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** The part of a `redis` client that is used, for a single server or a cluster. */
export interface NodeRedisClient {
  evalSha(sha1: string, options: NodeRedisArguments): Promise<unknown>;
  eval(script: string, options: NodeRedisArguments): Promise<unknown>;
}

/** The arguments of a script in the package `redis`. */
export interface NodeRedisArguments {
  keys: string[];
  arguments: string[];
}

/** Runs a script on keys, which must be in one hash slot of a cluster. */
export type RunScript = (keys: readonly string[], parameters: readonly string[]) => Promise<unknown>;

/**
 * Creates a function that runs a script. It sends the script's hash, and the script itself only if Redis does not know it, that is,
 * at first and after a restart.
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

/** Whether a value is a client that this package supports. */
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
