import { checkOption } from "../errors/index.js";
import { type Clock, systemClock } from "../platform/index.js";

/**
 * What is known of a delivery. `new`: nobody handles it, and from now on the caller does. `running`: it is being handled by
 * somebody else. `done`: it was handled.
 */
export type DeliveryState = "new" | "running" | "done";

/**
 * Remembers deliveries, so that an event that is sent again is handled once. The API sends no id with a delivery: its name is
 * the signature, which is the same where body and secret are.
 *
 * A method that throws, or whose promise is rejected or not settled within the handler's `timeout`, is reported to `onError`.
 */
export interface DuplicateStore {
  /**
   * Begins to handle a delivery, unless it is `running` or `done`. Atomic: of all who call this at the same time, one gets `new`.
   *
   * @param expiresIn Milliseconds after which the delivery is new again unless `done` is called: the process that handled it
   * has ended without a word, and must not block the event for ever.
   */
  begin(name: string, expiresIn: number): DeliveryState | Promise<DeliveryState>;
  /** The delivery was handled. It may come after the time of `begin` has expired, and is true all the same. */
  done(name: string): void | Promise<void>;
  /** The handling failed: a delivery that is `running` is new again, and one that is `done` stays so. */
  failed(name: string): void | Promise<void>;
}

/**
 * Remembers the last deliveries in this process. Where several processes receive events, give them a store that they share.
 *
 * @param most Number of deliveries remembered as done. Default: 10,000.
 * @param clock Time, for tests. Default: the machine's.
 * @throws ConfigurationError when `most` is not a whole number above 0.
 */
export function memoryDuplicateStore(most = 10_000, clock: Pick<Clock, "now"> = systemClock): DuplicateStore {
  checkOption("most", most, Number.isInteger(most) && most > 0);
  const done = new Set<string>();
  /** When each expires; those that began first come first. */
  const running = new Map<string, number>();
  return {
    begin(name, expiresIn) {
      if (done.has(name)) return "done";
      const now = clock.now();
      for (const [each, end] of running) {
        if (end > now) break;
        running.delete(each);
      }
      if ((running.get(name) ?? 0) > now) return "running";
      running.delete(name);
      running.set(name, now + expiresIn);
      return "new";
    },
    done(name) {
      running.delete(name);
      done.add(name);
      const [oldest] = done;
      if (done.size > most && oldest !== undefined) done.delete(oldest);
    },
    failed(name) {
      running.delete(name);
    },
  };
}
