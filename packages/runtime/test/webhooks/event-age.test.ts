// `maxAge`: the maximum age of an event by its signed time.
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../src/index.js";
import { WebhookError } from "../../src/webhooks/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { recorded, secret, webhooks } from "../support/webhooks.js";

const clock = new FakeClock();
const now = clock.date();
const secondsAgo = (seconds: number): number => now - seconds * 1000;
const date = (moment: number): string => new Date(moment).toISOString();

/** The outcome of an event that was created at this time. */
async function outcome(at: unknown, maxAge: number | undefined = 300): Promise<string> {
  const body = JSON.stringify({ kind: "order.paid", at });
  const headers = await webhooks.generateTestHeaders(body, { secret });
  return webhooks.unwrap(body, headers, { secret, maxAge, clock }).then(
    () => "taken",
    (error: unknown) => (error instanceof WebhookError ? `${error.status} ${error.code}` : String(error)),
  );
}

describe("with a maxAge of 300 seconds", () => {
  test.each([
    ["200 seconds ago", secondsAgo(200), "taken"],
    ["300 seconds ago", secondsAgo(300), "taken"],
    ["400 seconds ago", secondsAgo(400), "401 too-old"],
    ["one minute ahead, within clock skew", secondsAgo(-60), "taken"],
    ["two minutes ahead", secondsAgo(-120), "401 in-the-future"],
    ["in the year 2126", Date.UTC(2126, 0), "401 in-the-future"],
    ["in 1970", 0, "401 too-old"],
  ])("an event from %s is checked as a date, as seconds and as milliseconds", async (_, moment, expected) => {
    const forms: unknown[] = [date(moment), moment / 1000, String(Math.round(moment / 1000))];
    if (moment > 0) forms.push(moment, String(moment));
    for (const form of forms) expect(await outcome(form)).toBe(expected);
  });

  test.each([["soon"], [""], ["5 minutes ago"], ["2026-13-01T00:00:00Z"], [true], [{}], [[]]])(
    "an event with the invalid time %j is rejected",
    async (at) => {
      expect(await outcome(at)).toBe("400 invalid-time");
    },
  );

  test.each([[undefined], [null]])("an event without a time (%s) is accepted", async (at) => {
    expect(await outcome(at)).toBe("taken");
  });
});

test.each([["soon"], [date(0)], [date(Date.UTC(2126, 0))]])(
  "without a maxAge the time is not checked: %s",
  async (at) => {
    const body = JSON.stringify({ kind: "order.paid", at });
    const headers = await webhooks.generateTestHeaders(body, { secret });
    expect(await webhooks.unwrap(body, headers, { secret })).toMatchObject({ at });
  },
);

test.each([Number.NaN, -1, 0, Number.POSITIVE_INFINITY])("maxAge cannot be %d", async (maxAge) => {
  expect(() => recorded({ maxAge })).toThrow(new ConfigurationError(`maxAge cannot be ${maxAge}`));
  expect(await outcome(date(now), maxAge)).toContain("ConfigurationError");
});

test.each([Number.NaN, -1, 0])("maxBytes and bodyTimeout cannot be %d", (value) => {
  expect(() => recorded({ maxBytes: value })).toThrow(ConfigurationError);
  expect(() => recorded({ bodyTimeout: value })).toThrow(ConfigurationError);
});
