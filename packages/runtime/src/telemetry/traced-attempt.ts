import { BodyWatch } from "../answers/index.js";
import type { ApiRequest } from "../calls/index.js";
import { APIError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";
import { type Outcome, reasonOf } from "./otel-attributes.js";
import type { Quietly } from "./otel-quiet.js";

/** Takes the outcome of an attempt, how long it took, and when it ended where that was not just now. */
export type AttemptReport = (outcome: Outcome, milliseconds: number, time?: Date) => void;

/** Measures an attempt until it failed, or until the body of its response has ended. */
export class TracedAttempt {
  readonly #clock: Pick<Clock, "now">;
  readonly #request: ApiRequest;
  readonly #report: AttemptReport;
  readonly #started: number;

  /** @param report Called once. */
  constructor(clock: Pick<Clock, "now">, request: ApiRequest, report: AttemptReport) {
    this.#clock = clock;
    this.#request = request;
    this.#report = report;
    this.#started = clock.now();
  }

  /** There is no response. */
  fail(error: unknown): void {
    this.#report({ error: reasonOf(this.#request, error) }, this.#duration());
  }

  /** The same response with its body watched. A response that becomes garbage unread counts until its headers came. */
  watch(response: Response, quietly: Quietly): Response {
    const watch = this.#watchOf(response.status);
    const watched = quietly(() => watch.wrap(response));
    // Where it cannot be watched its headers are its end.
    if (watched === undefined) watch.end();
    return watched ?? response;
  }

  /** It must not refer to the response, which could never become garbage otherwise. */
  #watchOf(status: number): BodyWatch {
    const { signal } = this.#request;
    const untilHeaders = this.#duration();
    const headersCame = new Date();
    const watch = new BodyWatch(({ error, isDropped }) => {
      forget();
      if (isDropped) this.#report({ status }, untilHeaders, headersCame);
      else if (error === undefined) this.#report({ status }, this.#duration());
      else this.#report({ status, error: reasonOf(this.#request, error) }, this.#duration());
    });
    const forget = onAbort(signal, () => {
      // An attempt is aborted without an error of the runtime when its response became garbage.
      if (signal.reason instanceof APIError) watch.interrupt(signal.reason);
      else watch.end({ isDropped: true });
    });
    return watch;
  }

  #duration(): number {
    return this.#clock.now() - this.#started;
  }
}
