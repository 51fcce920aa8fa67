import { ConfigurationError, QuotaStore } from "@copilot-sdk/runtime";
import { isRedisClient, type RedisClient, type RunScript, scriptRunner } from "./redis-client.js";

/** How counts are kept in Redis. */
export interface RedisQuotaStoreOptions {
  /** What the names of keys begin with. Default: `copilot-quota:`. */
  readonly prefix?: string | undefined;
}

/**
 * Keeps the counts of months in Redis, for all processes that are given the same one. A count is forgotten a hundred days after
 * it last grew.
 *
 * ```ts
 * const copilot = new Copilot({ quota: { plan: "professional", store: redisQuotaStore(new Redis()) } });
 * ```
 *
 * @param client A client of `ioredis` or `redis`. It remains the caller's, to be closed by the caller.
 * @throws ConfigurationError when it is none.
 */
export function redisQuotaStore(
  client: RedisClient,
  { prefix = "copilot-quota:" }: RedisQuotaStoreOptions = {},
): QuotaStore {
  if (!isRedisClient(client)) {
    throw new ConfigurationError("redisQuotaStore wants a client of the package ioredis or redis");
  }
  return new RedisQuotaStore(scriptRunner(client, COUNT_SCRIPT), prefix);
}

class RedisQuotaStore extends QuotaStore {
  readonly #run: RunScript;
  readonly #prefix: string;

  constructor(run: RunScript, prefix: string) {
    super();
    this.#run = run;
    this.#prefix = prefix;
  }

  load(name: string, period: string): Promise<number> {
    return this.#count(name, period, 0);
  }

  add(name: string, period: string, count: number): Promise<number> {
    return this.#count(name, period, count);
  }

  async #count(name: string, period: string, count: number): Promise<number> {
    const total = Number(await this.#run(`${this.#prefix}{${name}}:${period}`, [String(count)]));
    if (!Number.isSafeInteger(total) || total < 0) throw new Error("Redis does not answer with a count");
    return total;
  }
}

/** Reads a count, or makes it larger and keeps it for a hundred days more. */
const COUNT_SCRIPT = `
if ARGV[1] == '0' then return tonumber(redis.call('GET', KEYS[1]) or '0') end
local total = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], 8640000)
return total
`;
