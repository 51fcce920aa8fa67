import type { Clock } from "./clock.js";
import { type Presence, RollCall } from "./roll-call.js";

/**
 * A task that one call performs on behalf of all. On platforms where calls belong to incoming requests, the request of that call
 * may end before the task does, without notice; another call can then perform the task.
 */
export class CommonTask {
  readonly #roll: RollCall | undefined;
  readonly #presences: Set<Presence> = new Set();

  constructor(clock: Clock) {
    this.#roll = clock.hasRequestContexts ? new RollCall(clock) : undefined;
  }

  /** Whether the task is being performed. */
  get isBusy(): boolean {
    this.#roll?.check();
    return this.#presences.size > 0;
  }

  /**
   * Performs the task.
   *
   * @param abandoned Called when the request that performs the task seems to have ended early. The task may still complete if the
   * program was only busy.
   */
  async perform(task: () => Promise<void>, abandoned?: () => void): Promise<void> {
    const gone = (): void => {
      this.#presences.delete(presence);
      abandoned?.();
    };
    const presence: Presence = { due: 0, timer: undefined, gone };
    this.#presences.add(presence);
    this.#roll?.stay(presence);
    try {
      await task();
    } finally {
      this.#roll?.forget(presence);
      this.#presences.delete(presence);
    }
  }
}
