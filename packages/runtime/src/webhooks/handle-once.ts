import { type Clock, within } from "../platform/index.js";
import type { DuplicateStore } from "./duplicates.js";
import { WebhookError } from "./webhook-error.js";

/** Rules for handling deliveries. */
export interface HandlingRules {
  /** Default: repeated deliveries are handled like the first. */
  readonly duplicates: DuplicateStore | undefined;
  /** Time limit of a listener, of a call to the store, and of a repeated delivery that waits, in ms. */
  readonly timeout: number;
  readonly clock: Clock;
  /** Receives errors that do not change the response. Never throws. */
  readonly report: (error: unknown) => void;
}

/** How much longer than the listener's time limit an abandoned delivery blocks the event, in seconds. */
export const GRACE_SECONDS = 5;
/** Interval between two checks of a delivery that is being handled elsewhere, in ms. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;

/**
 * Handles a delivery, unless it has already been handled. If it is being handled elsewhere, waits for the outcome, because
 * responding earlier could use up the sender's last attempt.
 *
 * @returns Whether it was handled by this call.
 * @throws WebhookError when the listener or the other handling takes too long; or whatever the listener throws.
 */
export async function handleOnce(
  name: string,
  rules: HandlingRules,
  handle: () => unknown,
): Promise<boolean> {
  const { duplicates, timeout, clock, report } = rules;
  if (duplicates !== undefined && (await begin(duplicates, name, rules)) === "done") return false;

  const settle = async (outcome: "done" | "failed"): Promise<void> => {
    try {
      if (duplicates !== undefined) await within(clock, timeout, duplicates[outcome](name), storeTooSlow);
    } catch (error) {
      report(error);
    }
  };
  const running = (async () => {
    await handle();
  })();
  try {
    await within(clock, timeout, running, () => {
      // The listener continues: its success still counts, and its failure is reported.
      running.then(() => settle("done"), report);
      return new WebhookError("listener-timeout", `the listener did not finish within ${timeout} ms`);
    });
  } catch (error) {
    await settle("failed");
    throw error;
  }
  await settle("done");
  return true;
}

async function begin(
  duplicates: DuplicateStore,
  name: string,
  { timeout, clock }: HandlingRules,
): Promise<"new" | "done"> {
  const end = clock.now() + timeout;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const beginning = duplicates.begin(name, timeout + GRACE_SECONDS * 1000);
    const state = await within(clock, timeout, beginning, storeTooSlow);
    if (state === "new" || state === "done") return state;
    if (state !== "running") {
      throw new TypeError(`begin of the duplicate store returned ${String(state)}, not new, running or done`);
    }
    const left = end - clock.now();
    if (left <= 0) {
      throw new WebhookError("still-running", "an earlier delivery of this event is still being handled");
    }
    await new Promise<void>((resolve) => clock.setTimeout(resolve, Math.min(pause, left)));
  }
}

function storeTooSlow(): Error {
  return new Error("the duplicate store did not respond in time");
}
