// A process that was suspended (Ctrl+Z, a debugger, a paused container) reads an old reply of Redis when it continues.
import { type Clock, systemClock } from "@copilot-sdk/runtime";
import { expect, test } from "vitest";
import { freshName, limiter, policy } from "./support/limiters.js";

/** Grants all wanted slots at once, like the script while all are free. */
const grantAll = (parameters: readonly string[]): readonly number[] => {
  const wanted = Number(parameters[7]);
  return [1, policy.requests, 0, 0, 0, -1, ...Array(wanted).fill(0)];
};

test.each([
  ["its timeout", { timeout: 250, lease: 10_000 }, 251],
  ["half of its lease", { timeout: 60_000, lease: 1_000 }, 501],
])(
  "a grant that is read later than %s is not used, because its slots may belong to another process",
  async (_, options, delay) => {
    // When a process continues, sockets may be read before timers run: the timer of the timeout has not fired.
    let now = 0;
    const clock: Clock = { ...systemClock, now: () => now, setTimeout: () => ({}), clearTimeout: () => {} };
    const grantedAt: number[] = [];
    const one = limiter(
      async (_keys, parameters) => {
        const reply = grantAll(parameters);
        if (now === 0) now = delay;
        else if (reply.length > 6) grantedAt.push(now);
        return reply;
      },
      freshName(),
      { ...options, clock },
    );
    (await one.acquire()).answered();
    expect(grantedAt[0]).toBe(delay);
  },
);
