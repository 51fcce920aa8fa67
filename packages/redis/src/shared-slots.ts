import type { Clock, RateLimitPolicy } from "@copilot-sdk/runtime";
import type { RunScript } from "./redis-client.js";

/** What became of a slot: it cools since that moment of the process's clock, with that shortest round trip, in milliseconds. */
export interface CoolingSlot {
  readonly answeredAt: number;
  readonly floor: number;
}

/** What a process says to the others. Times are milliseconds. */
export interface Report {
  readonly policy: RateLimitPolicy;
  /** The shortest round trip that is counted on. */
  readonly floor: number;
  /** Slots that this process has, for requests without an answer or that are about to be sent. */
  readonly held: number;
  /** Slots that it wants beyond these. */
  readonly wanted: number;
  /** For how long nobody may send anything; 0: that is not known better than by the others. */
  readonly pause: number;
  /** Whether the server refused a request since the last report. */
  readonly isRefused: boolean;
  /**
   * Milliseconds within which every process that went on without Redis, as this one did, uses it again; 0: this one did not.
   */
  readonly rejoining: number;
  /** How many processes shared the limit when Redis was last heard of. */
  readonly sharers: number;
  /** Slots that were given back since the last report. */
  readonly cooling: readonly CoolingSlot[];
}

/** What a process gets. Times are milliseconds of the process's clock. */
export interface Grant {
  /** The moments from which on a request each may be sent, ascending. */
  readonly slots: readonly number[];
  /** Requests in a window that all processes together send at most now. */
  readonly limit: number;
  /** Slots that are cooling, of all processes. */
  readonly cooling: number;
  /** Slots that nobody wants now. */
  readonly free: number;
  /** Processes that send requests or want to, this one included. */
  readonly sharers: number;
  /** Until when nobody may send anything. */
  readonly pausedUntil: number;
  /** When a slot becomes free that another process may not take; Infinity: none is known. */
  readonly nextChance: number;
}

/** What a process needs to take part in a budget. */
export interface SharedSlotsOptions {
  readonly run: RunScript;
  readonly key: string;
  readonly clock: Clock;
  /** Milliseconds that a call to Redis may take. */
  readonly timeout: number;
  /** Milliseconds after the last report when what a process held is free again. */
  readonly lease: number;
}

/** One process's side of the budget that the script keeps. Calls are to be made one after the other. */
export class SharedSlots {
  readonly #options: SharedSlotsOptions;
  readonly #process = globalThis.crypto.randomUUID();
  #sequence = 0;
  #acknowledged = 0;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: SharedSlotsOptions) {
    this.#options = options;
  }

  /** @throws Error when Redis does not reply in time, or with something else than the script does. */
  async exchange(report: Report): Promise<Grant> {
    const { run, key, clock } = this.#options;
    const sequence = ++this.#sequence;
    const sentAt = clock.now();
    const reply = await this.#inTime(run([key], this.#parameters(sequence, report)));
    const [limit, cooling, free, paused, chance, sharers, ...delays] = numbersOf(reply, report.wanted);
    const now = clock.now();
    // A process that was stopped may read an old reply before its timers run. Its slots may be another's since.
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

  /** Time within which a reply must come, in ms: while it is under way, no other process may take the slots. */
  get #patience(): number {
    return Math.min(this.#options.timeout, this.#options.lease / 2);
  }

  #late(): Error {
    return new Error(`Redis did not answer within ${this.#patience} ms`);
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

/** What one call asks for at most: an answer of Redis has a bounded size, and the next call follows at once. */
const MOST_WANTED = 1_000;

function milliseconds(value: number): string {
  return value.toFixed(3);
}

type Numbers = readonly [number, number, number, number, number, number, ...number[]];

/** @throws Error when it is not what the script answers. */
function numbersOf(reply: unknown, wanted: number): Numbers {
  if (!Array.isArray(reply) || reply.length < 7)
    throw new Error("Redis answered something else than asked for");
  const numbers = reply.map(Number);
  const [version, limit = 0, , , , chance = 0, sharers = 0, ...delays] = numbers;
  const areWhole =
    numbers.every(Number.isSafeInteger) && numbers.every((each, index) => each >= 0 || index === 5);
  const isRight =
    version === 2 && limit >= 1 && chance >= -1 && sharers >= 1 && areWhole && delays.length <= wanted;
  if (!isRight) throw new Error("Redis answered something else than asked for");
  return numbers.slice(1) as unknown as Numbers;
}
