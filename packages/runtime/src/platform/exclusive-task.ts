import type { Clock } from "./clock.js";
import { type Presence, RollCall } from "./roll-call.js";

/**
 * A task that is performed once at a time, by one call for all. Where calls belong to incoming requests, the request of that
 * call may end before the task does; then another call may perform it.
 */
export class ExclusiveTask {
  readonly #roll: RollCall | undefined;
  #presence: Presence | undefined;

  constructor(clock: Clock) {
    this.#roll = clock.hasRequestContexts ? new RollCall(clock) : undefined;
  }

  /** Whether the task is being performed. */
  get isBusy(): boolean {
    this.#roll?.check();
    return this.#presence !== undefined;
  }

  /**
   * Performs the task.
   *
   * @param abandoned Called when the request that performs the task seems to have ended before it. The task may still complete,
   * if the program was only busy.
   */
  async perform(task: () => Promise<void>, abandoned?: () => void): Promise<void> {
    const end = (): void => {
      if (this.#presence === presence) this.#presence = undefined;
    };
    const gone = (): void => {
      end();
      abandoned?.();
    };
    const presence: Presence = { due: 0, timer: undefined, gone };
    this.#presence = presence;
    this.#roll?.stay(presence);
    try {
      await task();
    } finally {
      this.#roll?.forget(presence);
      end();
    }
  }
}
