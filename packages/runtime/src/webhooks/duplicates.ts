import { checkOption } from "../errors/index.js";
import { type Clock, systemClock } from "../platform/index.js";

/**
 * State of a delivery. `new`: it was not being handled, and the caller now handles it. `running`: another process or request is handling
 * it. `done`: it has been handled.
 */
export type DeliveryState = "new" | "running" | "done";

/**
 * Remembers deliveries, so that an event that is sent again is handled only once. The API sends no ID with a delivery, so a delivery is
 * identified by its signature, which is the same for the same body and secret.
 *
 * A method that throws, or whose promise is rejected or not settled within the handler's `timeout`, is reported to `onError`.
 */
export interface DuplicateStore {
  /**
   * Starts to handle a delivery, unless it is `running` or `done`. Atomic: of all concurrent callers, only one gets `new`.
   *
   * @param expiresIn Time in ms after which the delivery is new again unless `done` is called, so that a process that crashed while
   * handling the event does not block it forever.
   */
  begin(name: string, expiresIn: number): DeliveryState | Promise<DeliveryState>;
  /** The delivery was handled. May be called after the time of `begin` has expired, and is valid even then. */
  done(name: string): void | Promise<void>;
  /** Handling failed: a `running` delivery is new again, a `done` delivery stays `done`. */
  failed(name: string): void | Promise<void>;
}

/**
 * Remembers the latest deliveries in this process. If several processes receive events, use a store that they share.
 *
 * @param most Number of deliveries remembered as done. Default: 10,000.
 * @param clock Clock, for tests. Default: the system clock.
 * @throws ConfigurationError when `most` is not a positive integer.
 */
export function memoryDuplicateStore(most = 10_000, clock: Pick<Clock, "now"> = systemClock): DuplicateStore {
  checkOption("most", most, Number.isInteger(most) && most > 0);
  const done = new Set<string>();
  /** When each expires, in the order in which they started. */
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
