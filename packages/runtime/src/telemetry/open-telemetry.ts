import type { CallObserver, Middleware } from "../calls/index.js";
import { type Clock, systemClock } from "../platform/index.js";
import type { OtelContextManager, OtelMetrics, OtelPropagation, OtelTrace } from "./otel-api.js";
import { callMetrics } from "./otel-metrics.js";
import { quietWith } from "./otel-quiet.js";
import { spanStarter } from "./otel-spans.js";
import { TracedAttempt } from "./traced-attempt.js";

/** The parts of `@opentelemetry/api` to use. Each may be omitted; the whole module can be passed as well. */
export interface OpenTelemetryOptions {
  /** Creates a span for each attempt, as a child of the active span. Default: no spans. */
  readonly trace?: OtelTrace | undefined;
  /** Creates histograms and counters of calls. Default: no metrics. */
  readonly metrics?: OtelMetrics | undefined;
  /** Makes the span of an attempt active while the request is sent. */
  readonly context?: OtelContextManager | undefined;
  /** Propagates the trace to the server, in the headers of the registered propagators. Requires `trace` and `context`. */
  readonly propagation?: OtelPropagation | undefined;
  /** Query parameters whose values `url.full` shows. Default: none; each value is `REDACTED`. */
  readonly shownQuery?: readonly string[] | undefined;
  /** Called with exceptions of the telemetry itself, which never fail a call. Default: they are ignored. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Clock for durations. Default: the system clock. */
  readonly clock?: Pick<Clock, "now"> | undefined;
}

/** Client options that record telemetry. */
export interface Telemetry {
  readonly middleware: readonly [Middleware];
  readonly onEvent: CallObserver;
}

/**
 * Records spans and metrics of every attempt, according to the semantic conventions for HTTP clients, from the request until the end
 * of the response body. Also records metrics that only a client can measure: the wait for the rate limit, refusals by cause, and
 * retries. Spread the result into the options of a client. If the client has other middleware, list both in `middleware`.
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
    throw new TypeError("propagation requires trace and context");
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
