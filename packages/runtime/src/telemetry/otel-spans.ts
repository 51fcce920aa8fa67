import type { ApiRequest, Handler } from "../calls/index.js";
import {
  type OtelContext,
  type OtelContextManager,
  type OtelPropagation,
  type OtelSpan,
  type OtelTrace,
  type OtelTracer,
  SCOPE,
  SPAN_KIND_CLIENT,
  STATUS_ERROR,
} from "./otel-api.js";
import { type Outcome, outcomeAttributes, safeMessage, spanAttributes } from "./otel-attributes.js";
import { lazily, type Quietly } from "./otel-quiet.js";

/** The options that concern spans. */
export interface SpanOptions {
  readonly trace?: OtelTrace | undefined;
  readonly context?: OtelContextManager | undefined;
  readonly propagation?: OtelPropagation | undefined;
  readonly shownQuery: readonly string[];
}

/** The span of one attempt. */
export interface AttemptSpan {
  /** Sends the request with the span active, and with the headers of the trace if `propagation` is given. */
  send(next: Handler, request: ApiRequest): Promise<Response>;
  /** Ends the span, now or at an earlier time. */
  end(outcome: Outcome, time?: Date): void;
}

/** Returns a function that starts spans. Exceptions of the telemetry never reach the call. */
export function spanStarter(
  { trace, context, propagation, shownQuery }: SpanOptions,
  quietly: Quietly,
): (request: ApiRequest, url: URL) => AttemptSpan {
  const tracer = lazily((): OtelTracer | undefined => trace?.getTracer(SCOPE), quietly);

  const contextOf = (span: OtelSpan | undefined): OtelContext => {
    const active: OtelContext = context?.active();
    return span === undefined || trace?.setSpan === undefined ? active : trace.setSpan(active, span);
  };

  return (request, url) => {
    const span = quietly(() =>
      tracer()?.startSpan(`${request.method} ${request.path}`, {
        kind: SPAN_KIND_CLIENT,
        attributes: spanAttributes(request, url, shownQuery),
      }),
    );
    return {
      send(next, request) {
        if (context === undefined) return next(request);
        const active = quietly(() => contextOf(span));
        if (active === undefined) return next(request);
        quietly(() => propagation?.inject(active, request.headers, HEADER_SETTER));
        let sent: Promise<Response> | undefined;
        // If the context manager fails, the request must still be sent, and only once.
        const send = (): Promise<Response> => {
          sent ??= (async () => next(request))();
          return sent;
        };
        quietly(() => void context.with(active, send));
        return send();
      },
      end(outcome, time) {
        if (span !== undefined) quietly(() => endSpan(span, outcome, time));
      },
    };
  };
}

function endSpan(span: OtelSpan, outcome: Outcome, time: Date | undefined): void {
  try {
    const attributes = outcomeAttributes(outcome);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) span.setAttribute(name, value);
    }
    if ("error.type" in attributes) {
      const message = "error" in outcome ? safeMessage(outcome.error) : undefined;
      span.setStatus({ code: STATUS_ERROR, ...(message !== undefined && { message }) });
    }
  } finally {
    span.end(time);
  }
}

const HEADER_SETTER = {
  set: (headers: Headers, name: string, value: string): void => headers.set(name, value),
};
