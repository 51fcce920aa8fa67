import type { Clock, RateLimitPolicy } from "@copilot-sdk/runtime";
import type { RunScript } from "./redis-client.js";

/** A cooling slot: when its cooling started, by the process's clock, and the assumed shortest round trip, in ms. */
export interface CoolingSlot {
  readonly answeredAt: number;
  readonly floor: number;
}

/** The report of a process to the others. Times are in ms. */
export interface Report {
  readonly policy: RateLimitPolicy;
  /** The assumed shortest round trip. */
  readonly floor: number;
  /** Slots held by this process, for requests without a response or about to be sent. */
  readonly held: number;
  /** Number of additional slots wanted. */
  readonly wanted: number;
  /** How long all processes must pause; 0: nothing new to report. */
  readonly pause: number;
  /** Whether the server responded with 429 since the last report. */
  readonly isRefused: boolean;
  /** Time in ms within which all processes that continued without Redis, like this one, use it again; 0: this one did not. */
  readonly rejoining: number;
  /** Number of processes that shared the limit at the last reply of Redis. */
  readonly sharers: number;
  /** Slots returned since the last report. */
  readonly cooling: readonly CoolingSlot[];
}

/** The grant that a process receives. Times are in ms by the process's clock. */
export interface Grant {
  /** The moments from which one request each may be sent, ascending. */
  readonly slots: readonly number[];
  /** Maximum number of requests in a window for all processes together. */
  readonly limit: number;
  /** Number of cooling slots of all processes. */
  readonly cooling: number;
  /** Number of slots that no process wants now. */
  readonly free: number;
  /** Number of processes that send requests or want to, including this one. */
  readonly sharers: number;
  /** End of the pause of all processes. */
  readonly pausedUntil: number;
  /** When the next slot that no other process may take becomes free; Infinity: unknown. */
  readonly nextChance: number;
}

/** Options of a process that takes part in a budget. */
export interface SharedSlotsOptions {
  readonly run: RunScript;
  readonly key: string;
  readonly clock: Clock;
  /** Time limit of a call to Redis, in ms. */
  readonly timeout: number;
  /** Time after the last report when the slots of a process are free again, in ms. */
  readonly lease: number;
}

/** The client side of the budget that the script keeps. Calls must be sequential. */
export class SharedSlots {
  readonly #options: SharedSlotsOptions;
  readonly #process = globalThis.crypto.randomUUID();
  #sequence = 0;
  #acknowledged = 0;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: SharedSlotsOptions) {
    this.#options = options;
  }

  /** @throws Error when Redis does not reply in time, or the reply is not one of the script. */
  async exchange(report: Report): Promise<Grant> {
    const { run, key, clock } = this.#options;
    const sequence = ++this.#sequence;
    const sentAt = clock.now();
    const reply = await this.#inTime(run([key], this.#parameters(sequence, report)));
    const [limit, cooling, free, paused, chance, sharers, ...delays] = numbersOf(reply, report.wanted);
    const now = clock.now();
    // A process that was suspended may read an old reply before its timers run. Its slots may belong to another process by then.
    if (now - sentAt > this.#patience) throw this.#late();
    this.#acknowledged = sequence;
    this.#answeredAt = now;
    return {
      slots: delays.map((microseconds) => now + microseconds / 1000),
      limit,
      cooling,
      free,
      sharers,
      pausedUntil: paused > 0 ? now + paused : Number.NEGATIVE_INFINITY,
      nextChance: chance < 0 ? Number.POSITIVE_INFINITY : now + chance / 1000,
    };
  }

  #parameters(sequence: number, report: Report): readonly string[] {
    const { clock, lease } = this.#options;
    const { policy, floor, held, wanted, pause, isRefused, rejoining, sharers, cooling } = report;
    const now = clock.now();
    const since = Math.min(now - this.#answeredAt, LONGEST);
    const isKnown = since < lease;
    return [
      this.#process,
      `${sequence}`,
      `${this.#acknowledged}`,
      `${policy.requests}`,
      milliseconds(policy.perSeconds * 1000),
      milliseconds(floor),
      `${held}`,
      `${Math.min(wanted, MOST_WANTED)}`,
      milliseconds(Math.min(pause, LONGEST)),
      isRefused ? "1" : "0",
      isKnown ? "1" : "0",
      milliseconds(since),
      milliseconds(lease),
      milliseconds(rejoining),
      `${sharers}`,
      ...cooling.flatMap((slot) => [milliseconds(now - slot.answeredAt), milliseconds(slot.floor)]),
    ];
  }

  /** Time limit for a reply, in ms: until then, no other process may take the slots. */
  get #patience(): number {
    return Math.min(this.#options.timeout, this.#options.lease / 2);
  }

  #late(): Error {
    return new Error(`Redis did not reply within ${this.#patience} ms`);
  }

  #inTime(reply: Promise<unknown>): Promise<unknown> {
    const { clock } = this.#options;
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => reject(this.#late()), this.#patience);
      reply.then(resolve, reject).finally(() => clock.clearTimeout(timer));
    });
  }
}

/** A day in milliseconds. */
const LONGEST = 86_400_000;

/** Maximum number of slots requested in one call: this bounds the size of a reply, and the next call follows immediately. */
const MOST_WANTED = 1_000;

function milliseconds(value: number): string {
  return value.toFixed(3);
}

type Numbers = readonly [number, number, number, number, number, number, ...number[]];

/** @throws Error when it is not a reply of the script. */
function numbersOf(reply: unknown, wanted: number): Numbers {
  if (!Array.isArray(reply) || reply.length < 7) throw new Error("Redis sent an unexpected reply");
  const numbers = reply.map(Number);
  const [version, limit = 0, , , , chance = 0, sharers = 0, ...delays] = numbers;
  const areWhole =
    numbers.every(Number.isSafeInteger) && numbers.every((each, index) => each >= 0 || index === 5);
  const isRight =
    version === 2 && limit >= 1 && chance >= -1 && sharers >= 1 && areWhole && delays.length <= wanted;
  if (!isRight) throw new Error("Redis sent an unexpected reply");
  return numbers.slice(1) as unknown as Numbers;
}
