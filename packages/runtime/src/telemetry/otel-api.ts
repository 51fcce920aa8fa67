/**
 * The parts of `@opentelemetry/api` that are used, as structural types. The objects of every 1.x version satisfy them, and the
 * package itself is not imported.
 */

/** The `trace` of `@opentelemetry/api`, or any provider of tracers. */
export interface OtelTrace {
  getTracer(name: string, version?: string): OtelTracer;
  /** Returns a context with the span. Required for `context` and `propagation`. */
  setSpan?(context: OtelContext, span: OtelSpan): OtelContext;
}

export interface OtelTracer {
  /** Without a context, the parent is the active span. */
  startSpan(name: string, options?: OtelSpanOptions, context?: OtelContext): OtelSpan;
}

export interface OtelSpanOptions {
  kind?: number;
  attributes?: OtelAttributes;
}

export interface OtelSpan {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  /** Without a time, the span ends now. */
  end(time?: Date): void;
}

/** The `metrics` of `@opentelemetry/api`, or any provider of meters. */
export interface OtelMetrics {
  getMeter(name: string, version?: string): OtelMeter;
}

export interface OtelMeter {
  createHistogram(name: string, options?: OtelMetricOptions): OtelHistogram;
  createCounter(name: string, options?: OtelMetricOptions): OtelCounter;
  createObservableGauge(name: string, options?: OtelMetricOptions): OtelObservable;
}

export interface OtelMetricOptions {
  description?: string;
  unit?: string;
  advice?: { explicitBucketBoundaries?: number[] };
}

export interface OtelHistogram {
  record(value: number, attributes?: OtelAttributes): void;
}

export interface OtelCounter {
  add(value: number, attributes?: OtelAttributes): void;
}

export interface OtelObservable {
  addCallback(callback: OtelObserver): void;
  removeCallback(callback: OtelObserver): void;
}

export type OtelObserver = (result: OtelObservation) => void | Promise<void>;

export interface OtelObservation {
  observe(value: number, attributes?: OtelAttributes): void;
}

/** The `context` of `@opentelemetry/api`. */
export interface OtelContextManager {
  active(): OtelContext;
  with<Result>(context: OtelContext, work: () => Result): Result;
}

/** The `propagation` of `@opentelemetry/api`, or one propagator. */
export interface OtelPropagation {
  inject(context: OtelContext, carrier: Headers, setter: OtelSetter): void;
}

export interface OtelSetter {
  set(carrier: Headers, name: string, value: string): void;
}

/** A context; opaque to the runtime. */
export type OtelContext = unknown;

export interface OtelAttributes {
  [name: string]: string | number | undefined;
}

/** `SpanKind.CLIENT`. */
export const SPAN_KIND_CLIENT = 2;

/** `SpanStatusCode.ERROR`. */
export const STATUS_ERROR = 2;

/** Instrumentation scope of the runtime's telemetry. */
export const SCOPE = "@copilot-sdk/runtime";
