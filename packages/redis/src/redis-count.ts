import type { RunScript } from "./redis-client.js";

/** An addition that Redis has been told of, perhaps. */
interface Addition {
  readonly number: number;
  readonly count: number;
}

/**
 * One count in Redis, as one process adds to it. Additions are numbered, and each counts once however often Redis is told
 * of it: an answer may be lost, and clients send again what they sent before a connection broke.
 */
export class RedisCount {
  readonly #run: RunScript;
  readonly #keys: readonly string[];
  #number = 0;
  /** Additions are made one after the other, in the order of their numbers. */
  #last: Promise<unknown> = Promise.resolve();
  /** Whose answer was lost: it was counted, or was not. */
  #uncertain: Addition | undefined;
  /** What was counted although whoever wanted it was told of an error, and will want it again. */
  #ahead = 0;

  constructor(run: RunScript, key: string) {
    this.#run = run;
    this.#keys = [key, `${key}:${globalThis.crypto.randomUUID()}`];
  }

  load(): Promise<number> {
    return this.#tell({ number: 0, count: 0 });
  }

  /** Adds, and gives the new total. */
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
    if (!Number.isSafeInteger(total) || total < 0) throw new Error("Redis does not answer with a count");
    return total;
  }
}

/**
 * Reads a count, or makes it larger and keeps it for a hundred days more. For a day it is remembered which additions of a
 * process were made.
 */
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
