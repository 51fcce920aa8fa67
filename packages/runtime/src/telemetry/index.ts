export { type OpenTelemetryOptions, openTelemetry, type Telemetry } from "./open-telemetry.js";
export type {
  OtelAttributes,
  OtelContext,
  OtelContextManager,
  OtelCounter,
  OtelHistogram,
  OtelMeter,
  OtelMetricOptions,
  OtelMetrics,
  OtelObservable,
  OtelObservation,
  OtelObserver,
  OtelPropagation,
  OtelSetter,
  OtelSpan,
  OtelSpanOptions,
  OtelTrace,
  OtelTracer,
} from "./otel-api.js";
export type { ObservedClient, ObservedQuota } from "./otel-gauges.js";
export { observeClient } from "./otel-gauges.js";
