import type { CallObserver, Middleware } from "../calls/index.js";
import { type Clock, systemClock } from "../platform/index.js";
import type { OtelContextManager, OtelMetrics, OtelPropagation, OtelTrace } from "./otel-api.js";
import { callMetrics } from "./otel-metrics.js";
import { quietWith } from "./otel-quiet.js";
import { spanStarter } from "./otel-spans.js";
import { TracedAttempt } from "./traced-attempt.js";

/** The parts of `@opentelemetry/api` to use. Each may be left out; its whole module fits. */
export interface OpenTelemetryOptions {
  /** Makes a span of each attempt, below the span that is active. */
  readonly trace?: OtelTrace | undefined;
  /** Makes histograms and counters of calls. */
  readonly metrics?: OtelMetrics | undefined;
  /** Makes the span of an attempt the active one while it is sent. */
  readonly context?: OtelContextManager | undefined;
  /** Tells the server of the trace, by the headers of the propagators that are registered. Needs `trace` and `context`. */
  readonly propagation?: OtelPropagation | undefined;
  /** Query parameters whose values `url.full` shows. Default: none; each value is `REDACTED`. */
  readonly shownQuery?: readonly string[] | undefined;
  /** Told of what the telemetry itself throws, which never reaches a call. Default: nobody is. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The time by which durations are measured. Default: the machine's. */
  readonly clock?: Pick<Clock, "now"> | undefined;
}

/** Options for a client. */
export interface Telemetry {
  readonly middleware: readonly [Middleware];
  readonly onEvent: CallObserver;
}

/**
 * Spans and metrics of every attempt by the semantic conventions for HTTP clients, from when it is sent until the body of its
 * response has ended, and metrics of what only a client knows:
 * the wait for the rate limit, refusals by cause, retries. Spread it into the options of a client. A client with further
 * middleware lists it beside this one's.
 *
 * @throws TypeError for `propagation` without `trace` or `context`.
 * @example
 * import { context, metrics, propagation, trace } from "@opentelemetry/api";
 *
 * const copilot = new Copilot({ ...openTelemetry({ trace, metrics, context, propagation }) });
 */
export function openTelemetry(options: OpenTelemetryOptions): Telemetry {
  const { trace, metrics, context, propagation, shownQuery = [], clock = systemClock } = options;
  if (propagation !== undefined && (trace?.setSpan === undefined || context === undefined)) {
    throw new TypeError("propagation needs trace and context, to know what to tell the server");
  }
  const quietly = quietWith(options.onError);
  const startSpan = spanStarter({ trace, context, propagation, shownQuery }, quietly);
  const measured = callMetrics(metrics, quietly);

  const middleware: Middleware = (next) => async (request) => {
    const url = quietly(() => new URL(request.url));
    if (url === undefined) return next(request);
    const span = startSpan(request, url);
    const attempt = new TracedAttempt(clock, request, (outcome, milliseconds, time) => {
      measured.attempt(request, url, outcome, milliseconds);
      span.end(outcome, time);
    });
    try {
      return attempt.watch(await span.send(next, request), quietly);
    } catch (error) {
      attempt.fail(error);
      throw error;
    }
  };
  return { middleware: [middleware], onEvent: (event) => measured.event(event) };
}
