// Several processes that use one key and know nothing of each other, in simulated time.
import { describe, expect, test } from "vitest";
import { SlotRateLimiter } from "../src/rate-limit/slot-rate-limiter.js";
import { FakeClock } from "./support/fake-clock.js";
import { StrictServer } from "./support/strict-server.js";

const POLICY = { requests: 20, perSeconds: 1, recoverySeconds: 1 };

/** A process that always has something to send. */
class Process {
  accepted = 0;
  refused = 0;
  readonly limiter: SlotRateLimiter;
  #isStopped = false;

  constructor(clock: FakeClock, server: StrictServer, isShared: boolean) {
    this.limiter = new SlotRateLimiter({ policy: POLICY, clock, isShared });
    for (let worker = 0; worker < POLICY.requests; worker++) void this.#work(server);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #work(server: StrictServer): Promise<void> {
    while (!this.#isStopped) {
      const permit = await this.limiter.acquire();
      const { status } = await server.fetch("https://shop.test");
      if (status === 429) {
        this.refused++;
        permit.refused(1_000);
      } else {
        this.accepted++;
        permit.answered();
      }
    }
  }
}

/** Jain's index of fairness: 1 when all have the same, 1/n when one of n has everything. */
function jain(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum ** 2 / (shares.length * shares.reduce((total, share) => total + share ** 2, 0));
}

/** A clock whose chance is another each time, and always the same in each run. */
function clockWithChance(seed: number): FakeClock {
  const clock = new FakeClock();
  let state = seed;
  clock.random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return clock;
}

function gentleServer(clock: FakeClock): StrictServer {
  return new StrictServer(
    clock,
    () => ({ there: 25 + clock.random() * 15, back: 25 + clock.random() * 15 }),
    20,
    1_000,
    {
      penalty: false,
    },
  );
}

interface Outcome {
  readonly fairness: number;
  /** The part of the limit that was used. */
  readonly used: number;
  /** The part of the requests that were refused. */
  readonly refused: number;
}

/** What becomes of so many processes in four minutes, after so many seconds in which they find together. */
async function compete(seed: number, count: number, isShared: boolean, settle: number): Promise<Outcome> {
  const clock = clockWithChance(seed);
  const server = gentleServer(clock);
  const processes = Array.from({ length: count }, () => new Process(clock, server, isShared));
  await clock.advance(settle * 1_000);
  const before = processes.map(({ accepted, refused }) => ({ accepted, refused }));
  await clock.advance(240_000);
  for (const process of processes) process.stop();
  const shares = processes.map(({ accepted }, index) => accepted - (before[index]?.accepted ?? 0));
  const refused = sum(processes.map((process, index) => process.refused - (before[index]?.refused ?? 0)));
  return { fairness: jain(shares), used: sum(shares) / 4_800, refused: refused / (sum(shares) + refused) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The means over several series of chances. */
async function competeOften(count: number, isShared: boolean, settle: number): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (let seed = 1; seed <= 8; seed++) outcomes.push(await compete(seed, count, isShared, settle));
  const mean = (key: keyof Outcome): number => sum(outcomes.map((outcome) => outcome[key])) / outcomes.length;
  return { fairness: mean("fairness"), used: mean("used"), refused: mean("refused") };
}

describe("processes that know nothing of each other", () => {
  test.each([2, 4, 8])(
    "%i of them get fair parts of the limit, use most of it and are seldom refused",
    async (count) => {
      const { fairness, used, refused } = await competeOften(count, true, 60);
      expect(fairness).toBeGreaterThan(0.85);
      expect(used).toBeGreaterThan(0.8);
      expect(refused).toBeLessThan(0.05);
    },
  );

  test("that begin with the whole limit lose no call and come to fair parts, too", async () => {
    const { fairness, used, refused } = await competeOften(4, false, 120);
    expect(fairness).toBeGreaterThan(0.85);
    expect(used).toBeGreaterThan(0.8);
    expect(refused).toBeLessThan(0.05);
  });

  test("one that is alone again has the whole limit after less than a minute", async () => {
    const clock = clockWithChance(3);
    const server = gentleServer(clock);
    const one = new Process(clock, server, true);
    const others = Array.from({ length: 3 }, () => new Process(clock, server, true));
    await clock.advance(60_000);
    expect(one.limiter.state().limit).toBeLessThan(15);
    for (const other of others) other.stop();
    await clock.advance(60_000);
    expect(one.limiter.state().limit).toBe(20);
    one.stop();
  });
});

describe("a process alone", () => {
  test("that is refused once goes on with nearly all of the limit and has the whole soon", async () => {
    const clock = new FakeClock();
    const limiter = new SlotRateLimiter({ policy: POLICY, clock });
    const permits = await Promise.all(Array.from({ length: 20 }, () => limiter.acquire()));
    for (const permit of permits.slice(1)) permit.answered();
    permits[0]?.refused(1_000);
    expect(limiter.state()).toMatchObject({ limit: 19, pausedFor: 1_000 });
    await clock.advance(15_000);
    expect(limiter.state().limit).toBe(20);
  });

  test("feels for the limit at the start where others may use the key", async () => {
    const clock = new FakeClock();
    const limiter = new SlotRateLimiter({ policy: POLICY, clock, isShared: true });
    (await limiter.acquire()).unused();
    const limits: number[] = [];
    for (let quarter = 0; quarter < 5; quarter++) {
      limits.push(limiter.state().limit);
      await clock.advance(251);
    }
    expect(limits).toEqual([5, 6, 8, 12, 20]);
  });
});
