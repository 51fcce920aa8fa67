import { ConfigurationError, QuotaStore } from "@copilot-sdk/runtime";
import { isRedisClient, type RedisClient, type RunScript, scriptRunner } from "./redis-client.js";
import { COUNT_SCRIPT, RedisCount } from "./redis-count.js";

/** Options for storing counts in Redis. */
export interface RedisQuotaStoreOptions {
  /** Prefix of the keys. Default: `copilot-quota:`. */
  readonly prefix?: string | undefined;
}

/**
 * Keeps monthly counts in Redis, for all processes that use the same Redis. A count expires a hundred days after it last grew.
 *
 * ```ts
 * const copilot = new Copilot({ quota: { plan: "professional", store: redisQuotaStore(new Redis()) } });
 * ```
 *
 * @param client A client of `ioredis` or `redis`. The caller owns it and closes it.
 * @throws ConfigurationError when `client` is not such a client.
 */
export function redisQuotaStore(
  client: RedisClient,
  { prefix = "copilot-quota:" }: RedisQuotaStoreOptions = {},
): QuotaStore {
  if (!isRedisClient(client)) {
    throw new ConfigurationError("redisQuotaStore requires a client of the package ioredis or redis");
  }
  return new RedisQuotaStore(scriptRunner(client, COUNT_SCRIPT), prefix);
}

class RedisQuotaStore extends QuotaStore {
  readonly #run: RunScript;
  readonly #prefix: string;
  readonly #counts = new Map<string, RedisCount>();

  constructor(run: RunScript, prefix: string) {
    super();
    this.#run = run;
    this.#prefix = prefix;
  }

  load(name: string, period: string): Promise<number> {
    return this.#countOf(name, period).load();
  }

  add(name: string, period: string, count: number): Promise<number> {
    return this.#countOf(name, period).add(count);
  }

  #countOf(name: string, period: string): RedisCount {
    const key = `${this.#prefix}{${name}}:${period}`;
    const count = this.#counts.get(key) ?? new RedisCount(this.#run, key);
    this.#counts.set(key, count);
    return count;
  }
}
