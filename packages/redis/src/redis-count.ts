import type { RunScript } from "./redis-client.js";

/** An addition that may have reached Redis. */
interface Addition {
  readonly number: number;
  readonly count: number;
}

/**
 * A count in Redis that one process adds to. Additions are numbered, and each is counted once even if it is sent repeatedly: a
 * reply may be lost, and clients resend commands after a connection was lost.
 */
export class RedisCount {
  readonly #run: RunScript;
  readonly #keys: readonly string[];
  #number = 0;
  /** Additions run sequentially, in the order of their numbers. */
  #last: Promise<unknown> = Promise.resolve();
  /** An addition whose reply was lost: it may or may not have been counted. */
  #uncertain: Addition | undefined;
  /** The count that was added although the caller got an error and will add it again. */
  #ahead = 0;

  constructor(run: RunScript, key: string) {
    this.#run = run;
    this.#keys = [key, `${key}:${globalThis.crypto.randomUUID()}`];
  }

  load(): Promise<number> {
    return this.#tell({ number: 0, count: 0 });
  }

  /** Adds to the count, and returns the new total. */
  add(count: number): Promise<number> {
    const added = this.#last.then(() => this.#add(count));
    this.#last = added.catch(() => {});
    return added;
  }

  async #add(count: number): Promise<number> {
    if (this.#uncertain !== undefined) {
      await this.#tell(this.#uncertain);
      this.#ahead += this.#uncertain.count;
      this.#uncertain = undefined;
    }
    const addition = { number: ++this.#number, count: Math.max(0, count - this.#ahead) };
    this.#uncertain = addition;
    const total = await this.#tell(addition);
    this.#uncertain = undefined;
    this.#ahead = Math.max(0, this.#ahead - count);
    return total;
  }

  async #tell({ number, count }: Addition): Promise<number> {
    const total = Number(await this.#run(this.#keys, [`${number}`, `${count}`]));
    if (!Number.isSafeInteger(total) || total < 0) throw new Error("Redis did not reply with a count");
    return total;
  }
}

/** Reads a count, or increases it and extends its expiry to a hundred days. The additions of a process are remembered for a day. */
export const COUNT_SCRIPT: string = `
local number, count = tonumber(ARGV[1]), tonumber(ARGV[2])
if count == 0 or number <= tonumber(redis.call('GET', KEYS[2]) or '0') then
  return tonumber(redis.call('GET', KEYS[1]) or '0')
end
local total = redis.call('INCRBY', KEYS[1], count)
redis.call('EXPIRE', KEYS[1], 8640000)
redis.call('SET', KEYS[2], number, 'EX', 86400)
return total
`;
