import type { ApiRequest } from "../calls/index.js";
import { APIError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";
import { type BodyEnd, watchBody } from "../responses/index.js";
import { type Outcome, reasonOf } from "./otel-attributes.js";
import type { Quietly } from "./otel-quiet.js";

/** Receives the outcome of an attempt, its duration in ms, and when it ended (default: now). */
export type AttemptReport = (outcome: Outcome, milliseconds: number, time?: Date) => void;

/** Measures an attempt until it fails or the body of its response has ended. */
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

  /** The attempt failed without a response. */
  fail(error: unknown): void {
    this.#report({ error: reasonOf(this.#request, error) }, this.#duration());
  }

  /** Returns the same response with its body observed. If that is impossible, the attempt ends with its headers. */
  watch(response: Response, quietly: Quietly): Response {
    const end = this.#endOf(response.status);
    const watched = quietly(() => watchBody(response, this.#request.signal, end));
    if (watched === undefined) end();
    return watched ?? response;
  }

  /** The callback must not refer to the response, which could then never be garbage collected. */
  #endOf(status: number): BodyEnd {
    const { signal } = this.#request;
    const untilHeaders = this.#duration();
    const headersCame = new Date();
    let isOver = false;
    const end: BodyEnd = (error, isGarbage) => {
      if (isOver) return;
      isOver = true;
      forget();
      // The semantic conventions forbid a span that ends in a finalizer, so an unread body ends with its headers.
      if (isGarbage) this.#report({ status }, untilHeaders, headersCame);
      else if (error === undefined) this.#report({ status }, this.#duration());
      else this.#report({ status, error: reasonOf(this.#request, error) }, this.#duration());
    };
    // When a response is garbage collected, the runtime aborts its attempt with a reason that is not an APIError.
    const forget = onAbort(signal, () => end(signal.reason, !(signal.reason instanceof APIError)));
    return end;
  }

  #duration(): number {
    return this.#clock.now() - this.#started;
  }
}
