// The rules by which a process finds its share of a limit that others use as well, one at a time. How they interact is tested
// in shared-key.test.ts.
import { beforeEach, describe, expect, test } from "vitest";
import { AdaptiveLimit } from "../src/rate-limit/adaptive-limit.js";
import { SlotRateLimiter } from "../src/rate-limit/slot-rate-limiter.js";
import { SpareSlot } from "../src/rate-limit/spare-slot.js";
import { FakeClock } from "./support/fake-clock.js";

const WINDOW = 1_000;
const PAUSE = 1_000;

/** The system clock shows the time of the limit, so rounds are at 20,000 ms, 40,000 ms and so on. */
let now = 0;
let chance = 0.5;
const clock = { date: () => now, random: () => chance };

beforeEach(() => {
  now = 0;
  chance = 0.5;
});

function limitOf(options: { readonly most?: number; readonly isShared?: boolean } = {}): AdaptiveLimit {
  return new AdaptiveLimit({ most: 20, window: WINDOW, isShared: false, clock, ...options });
}

/** Advances time to a moment, and reads the limit whenever it may have changed. */
function pass(limit: AdaptiveLimit, until: number): number {
  while (limit.nextChange <= until) {
    now = Math.max(now, limit.nextChange);
    limit.at(now);
  }
  now = until;
  return limit.at(now);
}

/** The server rejects a request now. */
const refuse = (limit: AdaptiveLimit, accepted: number, pause = PAUSE): number =>
  limit.refused(now, accepted, pause);

/** A limit that has found a share: it got a 429 at 0, then probed from `PAUSE` on, and got a 429 at that share. */
function shareOf(share: number): AdaptiveLimit {
  const limit = limitOf();
  refuse(limit, 0);
  while (limit.at(now) <= share) pass(limit, limit.nextChange);
  refuse(limit, share);
  return limit;
}

describe("after the first 429", () => {
  test("the limit starts at one request and grows by one each tenth of a window, later by a quarter", () => {
    const limit = limitOf();
    expect(limit.at(now)).toBe(20);
    refuse(limit, 0);
    expect(pass(limit, PAUSE)).toBe(1);
    const limits: number[] = [];
    for (let step = 1; step <= 12; step++) limits.push(pass(limit, PAUSE + step * 100));
    expect(limits).toEqual([2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 20]);
  });

  test("each step lasts a tenth of a window, randomized by up to 10 %", () => {
    for (const [value, delay] of [
      [0, 90],
      [0.5, 100],
      [1, 110],
    ] as const) {
      now = 0;
      chance = value;
      const limit = limitOf();
      refuse(limit, 0);
      expect(limit.nextChange).toBeCloseTo(PAUSE + delay);
    }
  });

  test("probing starts after the pause of the last 429", () => {
    const limit = limitOf();
    refuse(limit, 0);
    now = 70;
    refuse(limit, 0);
    expect(limit.nextChange).toBe(70 + PAUSE + 100);
  });

  test("probing starts later the more requests the server accepted, by up to a fifth of a window", () => {
    for (const [accepted, delay] of [
      [19, 190],
      [10, 100],
      [0, 0],
    ] as const) {
      now = 0;
      const limit = limitOf();
      refuse(limit, accepted);
      expect(limit.nextChange).toBeCloseTo(PAUSE + delay + 100);
    }
  });

  test("a process that had the whole limit for more than a window starts with two requests, later than the others", () => {
    const limit = limitOf();
    for (now = 0; now <= WINDOW; now += 500) limit.sent(now);
    now = 1_070;
    refuse(limit, 17);
    const start = now + PAUSE + 3.5 * 170 + 100;
    expect(pass(limit, start - 1)).toBe(2);
    expect(pass(limit, start + 1)).toBe(3);
    // It knows why its share is small, so it does not probe again.
    refuse(limit, 1);
    expect(pass(limit, 19_000)).toBe(1);
  });

  test("a process that had the whole limit for less than a window, or had a break since, starts like the others", () => {
    for (const [times, refusedAt] of [
      [[0, 500], 900],
      [[0, 500, 1_000, 3_100], 3_200],
    ] as const) {
      const limit = limitOf();
      for (const time of times) limit.sent(time);
      now = refusedAt;
      refuse(limit, 17);
      expect(pass(limit, now + PAUSE)).toBe(1);
      expect(pass(limit, now + 170 + 101)).toBe(2);
    }
  });

  test("a larger limit grows by a twentieth of itself per step", () => {
    const limit = limitOf({ most: 100 });
    refuse(limit, 0);
    expect(pass(limit, PAUSE)).toBe(5);
    expect(pass(limit, PAUSE + 100)).toBe(10);
  });

  test("a limit of one stays one", () => {
    const limit = limitOf({ most: 1 });
    refuse(limit, 0);
    expect(pass(limit, 30_000)).toBe(1);
  });

  test("the pause is the one that the server asks for", () => {
    expect(refuse(limitOf(), 5, 7_000)).toBe(7_000);
  });
});

describe("a process that reaches the whole limit again", () => {
  /** Got a 429 at 0, and has had the whole limit since 2,200 ms. */
  function wholeAgain(): AdaptiveLimit {
    const limit = limitOf();
    refuse(limit, 0);
    expect(pass(limit, 2_200)).toBe(20);
    return limit;
  }

  test("takes what the server accepted as its share after a 429 within two windows", () => {
    const limit = wholeAgain();
    pass(limit, 4_000);
    refuse(limit, 12);
    expect(pass(limit, 15_000)).toBe(12);
  });

  test("counts as alone after two windows without a 429", () => {
    const limit = wholeAgain();
    pass(limit, 4_300);
    expect(limit.nextChange).toBe(Infinity);
    refuse(limit, 12);
    expect(limit.at(now)).toBe(1);
  });
});

describe("a 429 while probing", () => {
  test("ends probing and keeps what the server accepted as the share until the next round", () => {
    const limit = shareOf(5);
    expect(limit.at(now)).toBe(5);
    expect(pass(limit, 19_999)).toBe(5);
  });

  test("counts as one event with the 429s of the following window", () => {
    const limit = limitOf();
    refuse(limit, 0);
    pass(limit, PAUSE + 510);
    expect(limit.at(now)).toBe(6);
    refuse(limit, 5);
    refuse(limit, 4);
    expect(limit.at(now)).toBe(4);
    now += WINDOW - 1;
    refuse(limit, 3);
    expect(limit.at(now)).toBe(3);
    now += 1;
    refuse(limit, 3);
    // A separate 429 between two rounds: it gives up a part of its share.
    expect(limit.at(now)).toBe(2);
  });

  test("counts as one event with the 429s of the following window even if the pause is shorter", () => {
    const limit = limitOf();
    refuse(limit, 0);
    pass(limit, PAUSE + 410);
    refuse(limit, 5, 100);
    now += 999;
    refuse(limit, 5, 100);
    expect(limit.at(now)).toBe(5);
  });

  test("counts as one event with the 429s during a pause longer than a window", () => {
    const limit = limitOf();
    refuse(limit, 0);
    pass(limit, PAUSE + 410);
    refuse(limit, 5, 3_000);
    now += 2_999;
    refuse(limit, 5, 3_000);
    expect(limit.at(now)).toBe(5);
  });

  test("at most halves the limit, unless more than half of the requests got a 429", () => {
    const limit = limitOf();
    refuse(limit, 0);
    expect(pass(limit, PAUSE + 810)).toBe(10);
    refuse(limit, 3);
    expect(limit.at(now)).toBe(5);
    for (let count = 0; count < 5; count++) refuse(limit, 3);
    expect(limit.at(now)).toBe(4);
    refuse(limit, 3);
    refuse(limit, 3);
    expect(limit.at(now)).toBe(3);
  });

  test("at a limit of one repeats probing three times, each time two windows later than before", () => {
    const limit = limitOf();
    refuse(limit, 0);
    const delays: number[] = [];
    for (let time = 0; time < 3; time++) {
      pass(limit, limit.nextChange);
      refuse(limit, 1);
      expect(limit.at(now)).toBe(1);
      delays.push(limit.nextChange - now - PAUSE - 100);
      now += WINDOW;
    }
    expect(delays.map(Math.round)).toEqual([0, 2_000, 4_000]);
    pass(limit, limit.nextChange);
    refuse(limit, 1);
    expect(limit.at(now)).toBe(1);
    expect(limit.nextChange).toBe(20_000);
  });
});

describe("a 429 between two rounds", () => {
  test("sets the share to 15 % less than what the server accepted", () => {
    const limit = limitOf({ most: 100 });
    refuse(limit, 0);
    while (limit.at(now) < 50) pass(limit, limit.nextChange);
    refuse(limit, 50);
    now += 3_000;
    refuse(limit, 40);
    expect(limit.at(now)).toBe(34);
  });

  test("reduces the share by at least one request", () => {
    const limit = shareOf(10);
    now += 3_000;
    refuse(limit, 9);
    expect(limit.at(now)).toBe(7);
    now += 2_000;
    refuse(limit, 7);
    expect(limit.at(now)).toBe(5);
  });

  test("that leaves a small share makes the process join the next round", () => {
    now = 7_100;
    const limit = shareOf(3);
    expect(limit.nextChange).toBe(40_000);
    now += 2_000;
    refuse(limit, 2);
    expect(limit.at(now)).toBe(1);
    expect(limit.nextChange).toBe(20_000);
  });

  test("leaves at least one request and does not move the round", () => {
    const limit = shareOf(5);
    const round = limit.nextChange;
    for (let time = 0; time < 8; time++) {
      now += 1_500;
      refuse(limit, 0);
    }
    expect(limit.at(now)).toBe(1);
    expect(limit.nextChange).toBe(round);
  });
});

describe("rounds", () => {
  test("start every twenty windows of the system clock: the limit drops to one and grows a window later", () => {
    const limit = shareOf(5);
    expect(pass(limit, 20_000)).toBe(1);
    // A share of a quarter of the limit starts a twentieth of a window later.
    expect(pass(limit, 21_149)).toBe(1);
    expect(pass(limit, 21_151)).toBe(2);
    expect(pass(limit, 21_251)).toBe(3);
  });

  test("are skipped for twelve windows after the share was found, unless the share is small", () => {
    for (const [begin, share, round] of [
      [6_900, 3, 20_000],
      [7_100, 3, 40_000],
      [7_100, 2, 40_000],
      [18_000, 2, 40_000],
    ] as const) {
      now = begin;
      expect(shareOf(share).nextChange).toBe(round);
    }
    now = 18_000;
    const small = shareOf(5);
    now = 22_100;
    pass(small, 41_200);
    refuse(small, 1);
    expect(small.nextChange).toBe(60_000);
  });

  test("set the share to what the server accepts, even if that is a single request", () => {
    const limit = shareOf(5);
    pass(limit, 21_200);
    refuse(limit, 1);
    expect(pass(limit, 39_000)).toBe(1);
    expect(pass(limit, 41_200)).toBe(2);
  });
});

describe("a process without any capacity", () => {
  /** Got a 429 at 0, and others at its first two requests after the pause. */
  function blocked(): AdaptiveLimit {
    const limit = limitOf();
    for (now = 0; now <= 2 * (PAUSE + 60); now += PAUSE + 60) refuse(limit, 0);
    return limit;
  }

  test("probes once more before it counts as blocked, because the others may pause only now", () => {
    const limit = limitOf();
    refuse(limit, 0);
    now = PAUSE + 60;
    expect(refuse(limit, 0)).toBe(PAUSE);
    limit.answered(2 * PAUSE + 120);
    expect(pass(limit, 2 * PAUSE + 60 + 99)).toBe(1);
    expect(pass(limit, 2 * PAUSE + 60 + 101)).toBe(2);
  });

  test("tries one request at a time, after a growing delay", () => {
    const limit = limitOf();
    refuse(limit, 0);
    now = PAUSE + 60;
    refuse(limit, 0);
    const pauses: number[] = [];
    for (let time = 0; time < 6; time++) {
      now += 1_100;
      pauses.push(refuse(limit, 0));
      expect(limit.at(now)).toBe(1);
    }
    expect(pauses).toEqual([1_000, 1_150, 1_300, 1_450, 1_500, 1_500]);
  });

  test("keeps its first slot for a while, then probes for more", () => {
    const limit = blocked();
    now = 5_000;
    limit.answered(now);
    expect(pass(limit, 5_000 + 1_750 + 99)).toBe(1);
    expect(pass(limit, 5_000 + 1_750 + 101)).toBe(2);
    refuse(limit, 1);
    // The others may reduce their shares late, so it probes again.
    expect(limit.nextChange).toBeCloseTo(now + PAUSE + 100);
  });

  test("resets the delay after it had a slot", () => {
    const limit = blocked();
    for (let time = 0; time < 3; time++) {
      now += 2_000;
      refuse(limit, 0);
    }
    limit.answered(now);
    now += 2_000;
    expect(refuse(limit, 0)).toBe(PAUSE);
  });

  test("takes part in the next round", () => {
    const limit = blocked();
    now = 19_500;
    refuse(limit, 0);
    expect(pass(limit, 21_109)).toBe(1);
    expect(pass(limit, 21_111)).toBe(2);
  });

  test("waits for the server's pause, but ends its own extra delay when the round starts probing", () => {
    const limit = blocked();
    for (let time = 0; time < 9; time++) {
      now += 1_500;
      refuse(limit, 0);
    }
    now = 18_900;
    // Its next attempt would be at 20,400 ms, and its pause would end after the others have started.
    expect(refuse(limit, 0)).toBe(2_100);
    now = 19_900;
    expect(refuse(limit, 0)).toBe(1_100);
    now = 19_901;
    expect(refuse(limit, 0, 5_000)).toBe(5_000);
  });

  test("is not assumed when a process with a share gets only 429s", () => {
    const limit = shareOf(2);
    now += 3_000;
    expect(refuse(limit, 0)).toBe(PAUSE);
    now += 3_000;
    expect(refuse(limit, 0)).toBe(PAUSE);
    limit.answered(now);
    expect(limit.nextChange).toBe(20_000);
  });
});

describe("a process that finds capacity for a single request in a round", () => {
  /** In a round, with a 429 for its first two requests. */
  function inRound(): AdaptiveLimit {
    const limit = shareOf(5);
    pass(limit, 21_200);
    return limit;
  }

  test("keeps a limit of one until the next round", () => {
    const limit = inRound();
    refuse(limit, 1);
    expect(limit.nextChange).toBe(40_000);
  });

  test("probes again if it was blocked and then got a slot", () => {
    const limit = inRound();
    refuse(limit, 0);
    now = 25_000;
    limit.answered(now);
    pass(limit, 25_000 + 1_750 + 101);
    refuse(limit, 1);
    expect(limit.nextChange).toBeCloseTo(now + PAUSE + 100);
  });

  test("probes again if it was alone in between", () => {
    const limit = inRound();
    expect(pass(limit, 26_000)).toBe(20);
    refuse(limit, 0);
    now += PAUSE + 60;
    refuse(limit, 1);
    expect(limit.nextChange).toBeCloseTo(now + PAUSE + 100);
  });
});

describe("a limit that is known to be shared", () => {
  test("is probed from the first request on", () => {
    const limit = limitOf({ isShared: true });
    now = 5_000;
    expect(limit.at(now)).toBe(1);
    expect(limit.nextChange).toBe(Infinity);
    limit.sent(now);
    expect(pass(limit, 5_099)).toBe(1);
    expect(pass(limit, 5_100)).toBe(2);
    limit.sent(now);
    expect(pass(limit, 5_200)).toBe(3);
  });

  test("is probed again if the server accepted only one request", () => {
    const limit = limitOf({ isShared: true });
    limit.sent(now);
    pass(limit, 100);
    refuse(limit, 1);
    expect(limit.nextChange).toBeCloseTo(now + PAUSE + 100);
  });
});

describe("a stricter policy", () => {
  test("caps the limit and ends probing there", () => {
    const limit = limitOf();
    limit.restrict(10, WINDOW);
    expect(limit.at(now)).toBe(10);
    refuse(limit, 0);
    expect(pass(limit, 5_000)).toBe(10);
    expect(limit.nextChange).toBe(Infinity);
  });

  test("with a longer window slows probing down", () => {
    const limit = limitOf();
    limit.restrict(20, 2 * WINDOW);
    refuse(limit, 0);
    expect(limit.nextChange).toBe(PAUSE + 200);
  });

  test("does not change a share that is already lower", () => {
    const limit = shareOf(5);
    limit.restrict(10, WINDOW);
    expect(limit.at(now)).toBe(5);
  });
});

describe("a slot that is left free for others", () => {
  /** Sends a request each half window until a moment, and returns when the slot was free, rounded to half windows. */
  function freeTimes(spare: SpareSlot, until: number, share = 1): [number, number][] {
    const times: [number, number][] = [];
    let since: number | undefined;
    for (let moment = 0; moment <= until; moment += 500) {
      spare.sent(moment, WINDOW, share);
      if (spare.isFree(moment)) since ??= moment;
      else if (since !== undefined) {
        times.push([since, moment]);
        since = undefined;
      }
    }
    return times;
  }

  test("is free for one and a half windows after twelve windows without a break, then every eight", () => {
    expect(freeTimes(new SpareSlot(clock), 30_000)).toEqual([
      [12_000, 13_500],
      [20_000, 21_500],
      [28_000, 29_500],
    ]);
  });

  test("becomes free at a randomized time", () => {
    for (const [value, second] of [
      [0, 18_000],
      [1, 22_000],
    ] as const) {
      chance = value;
      expect(freeTimes(new SpareSlot(clock), 24_000)[1]?.[0]).toBe(second);
    }
  });

  test("is free proportionally less often if the process has only part of the limit", () => {
    expect(freeTimes(new SpareSlot(clock), 50_000, 0.25).map(([from]) => from)).toEqual([12_000, 44_000]);
  });

  test("is not needed after a break of two windows", () => {
    const spare = new SpareSlot(clock);
    freeTimes(spare, 11_500);
    spare.sent(13_501, WINDOW, 1);
    expect(spare.isFree(13_501)).toBe(false);
    spare.sent(15_501, WINDOW, 1);
    spare.sent(25_500, WINDOW, 1);
    expect(spare.isFree(25_500)).toBe(false);
  });

  test("is needed when all breaks are shorter than two windows", () => {
    const spare = new SpareSlot(clock);
    for (let moment = 0; moment <= 13_300; moment += 1_900) spare.sent(moment, WINDOW, 1);
    expect(spare.isFree(13_300)).toBe(true);
  });

  test("lowers a steady limit by one until a known time", () => {
    const limit = limitOf();
    for (now = 0; now <= 12_000; now += 500) limit.sent(now);
    now = 12_000;
    expect(limit.at(now)).toBe(19);
    expect(limit.nextChange).toBe(13_500);
    expect(limit.at(13_499)).toBe(19);
    expect(limit.at(13_500)).toBe(20);
    expect(limit.nextChange).toBe(Infinity);
  });

  test("lowers a share of two, but not of one", () => {
    /** Sends a request every half window, for this number of windows. */
    const send = (limit: AdaptiveLimit, windows: number): void => {
      for (const until = now + windows * WINDOW; now < until; now += 500) limit.sent(now);
    };
    const two = shareOf(2);
    send(two, 12.5);
    expect(two.at(now)).toBe(1);
    now = 0;
    const one = shareOf(5);
    pass(one, 21_200);
    refuse(one, 1);
    send(one, 12.5);
    expect(one.at(now)).toBe(1);
  });

  test("does not lower the limit while probing", () => {
    const limit = limitOf({ isShared: true });
    for (now = 0; now < 12_500; now += 100) limit.sent(now);
    expect(limit.at(now)).toBe(2);
  });
});

describe("a limiter", () => {
  const policy = { requests: 20, perSeconds: 1, recoverySeconds: 1 };

  test("regains the whole limit within three windows after the pause of a single 429", async () => {
    const fake = new FakeClock();
    const limiter = new SlotRateLimiter({ policy, clock: fake });
    const permits = await Promise.all(Array.from({ length: 20 }, () => limiter.acquire()));
    for (const permit of permits.slice(1)) permit.answered();
    permits[0]?.refused(1_000);
    expect(limiter.state()).toMatchObject({ limit: 1, pausedFor: 1_000 });
    const requests = Array.from({ length: 100 }, async () => (await limiter.acquire()).answered());
    await fake.advance(4_000);
    expect(limiter.state().limit).toBe(20);
    await fake.finish(Promise.all(requests));
  });

  test("counts the pause of a 429 from its response, minus a third of the round trip, which its transit surely took", async () => {
    const fake = new FakeClock();
    const limiter = new SlotRateLimiter({ policy, clock: fake });
    const permit = await limiter.acquire();
    await fake.advance(90);
    permit.refused(1_000);
    expect(limiter.state().pausedFor).toBe(970);
    const late = limiter.acquire();
    await fake.advance(970);
    const other = await late;
    await fake.advance(3_300);
    other.refused(1_000);
    expect(limiter.state().pausedFor).toBe(0);
  });

  test("sends waiting requests at each probing step without waiting for a response", async () => {
    const fake = new FakeClock();
    const limiter = new SlotRateLimiter({ policy, clock: fake, isShared: true });
    const sent: number[] = [];
    for (let call = 0; call < 30; call++) void limiter.acquire().then(() => sent.push(fake.now()));
    await fake.advance(700);
    expect(sent.map((moment) => moment - (sent[0] as number))).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700,
    ]);
  });
});
