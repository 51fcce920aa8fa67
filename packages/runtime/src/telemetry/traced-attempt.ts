import { type BodyEnd, watchBody } from "../answers/index.js";
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

  /** The same response with its body watched. Where that cannot be, its headers are the end. */
  watch(response: Response, quietly: Quietly): Response {
    const end = this.#endOf(response.status);
    const watched = quietly(() => watchBody(response, this.#request.signal, end));
    if (watched === undefined) end();
    return watched ?? response;
  }

  /** It must not refer to the response, which could never become garbage otherwise. */
  #endOf(status: number): BodyEnd {
    const { signal } = this.#request;
    const untilHeaders = this.#duration();
    const headersCame = new Date();
    let isOver = false;
    const end: BodyEnd = (error, isGarbage) => {
      if (isOver) return;
      isOver = true;
      forget();
      // The conventions want no span to end in a cleanup: a body that nobody read counts until its headers.
      if (isGarbage) this.#report({ status }, untilHeaders, headersCame);
      else if (error === undefined) this.#report({ status }, this.#duration());
      else this.#report({ status, error: reasonOf(this.#request, error) }, this.#duration());
    };
    // The runtime aborts an attempt without an error of its own when its response became garbage.
    const forget = onAbort(signal, () => end(signal.reason, !(signal.reason instanceof APIError)));
    return end;
  }

  #duration(): number {
    return this.#clock.now() - this.#started;
  }
}
