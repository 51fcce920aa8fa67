import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { onTestFinished } from "vitest";

/** The OpenTelemetry SDK with in-memory exporters. It ends with the test. */
export interface TestTelemetry {
  readonly tracers: TracerProvider;
  readonly meters: MeterProvider;
  /** The ended spans, in the order in which they ended. */
  spans(): readonly ReadableSpan[];
  /** The current metrics by name. */
  metrics(): Promise<ReadonlyMap<string, MetricData>>;
}

/** Starts the SDK with a context manager for async code. */
export function startTelemetry(): TestTelemetry {
  const spanExporter = new InMemorySpanExporter();
  const tracers = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })],
  });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const meters = new MeterProvider({
    readers: [
      new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  onTestFinished(async () => {
    context.disable();
    await Promise.all([tracers.shutdown(), meters.shutdown()]);
  });
  return {
    tracers,
    meters,
    spans: () => spanExporter.getFinishedSpans(),
    metrics: async () => {
      metricExporter.reset();
      await meters.forceFlush();
      const scopes = metricExporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
      return new Map(
        scopes.flatMap(({ metrics }) => metrics.map((metric) => [metric.descriptor.name, metric])),
      );
    },
  };
}

/** The data points of a metric with their attributes: count and sum of a histogram, otherwise the value. */
export function points(metric: MetricData | undefined): readonly (readonly [unknown, object])[] {
  const all = (metric?.dataPoints ?? []) as readonly DataPoint<number | Histogram>[];
  return all.map(({ value, attributes }) => [
    typeof value === "number" ? value : { count: value.count, sum: value.sum },
    attributes,
  ]);
}
