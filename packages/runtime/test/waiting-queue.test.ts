import fc from "fast-check";
import { expect, test } from "vitest";
import { type Waiter, WaitingQueue } from "../src/rate-limit/waiting-queue.js";

type Step = { readonly add: number } | { readonly leave: number } | "shift";

test("the queue returns waiters by priority, then by ticket, after any sequence of additions and removals", () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ add: fc.integer({ min: -2, max: 2 }) }) },
    { weight: 2, arbitrary: fc.record({ leave: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant<Step>("shift") },
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 200 }), (steps) => {
      const queue = new WaitingQueue<Waiter>();
      // The expected content of the queue, in order.
      let expected: Waiter[] = [];
      steps.forEach((what, ticket) => {
        if (what === "shift") {
          expect(queue.shift()).toBe(expected.shift());
        } else if ("add" in what) {
          const waiter = { priority: what.add, ticket, index: -1 };
          queue.add(waiter);
          expected.push(waiter);
          expected.sort((one, other) => other.priority - one.priority || one.ticket - other.ticket);
        } else {
          const leaving = expected[what.leave % Math.max(1, expected.length)];
          if (leaving === undefined) return;
          queue.remove(leaving);
          queue.remove(leaving);
          expected = expected.filter((waiter) => waiter !== leaving);
        }
        expect(queue.size).toBe(expected.length);
      });
      while (queue.size > 0) expect(queue.shift()).toBe(expected.shift());
    }),
  );
});
