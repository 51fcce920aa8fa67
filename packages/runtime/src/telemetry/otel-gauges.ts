import { type OtelAttributes, type OtelMetrics, type OtelObservation, SCOPE } from "./otel-api.js";

/** The parts of a client that are observed. */
export interface ObservedClient {
  readonly baseURL: string;
  readonly rateLimit: { state(): { readonly queued: number; readonly inFlight: number } | undefined };
  /** Absent, or without a state: the quota is unknown. */
  readonly quota?:
    | { state(): ObservedQuota | undefined | PromiseLike<ObservedQuota | undefined> }
    | undefined;
}

/** The observed values of a quota. Values that are not finite numbers are omitted. */
export interface ObservedQuota {
  readonly used?: number | null | undefined;
  readonly remaining?: number | null | undefined;
}

/**
 * Registers gauges for the length of a client's queue, its requests in flight and its quota. Clients of one key share these values,
 * so observe only one of them.
 *
 * @returns A function that removes the gauges.
 * @example
 * const stop = observeClient(metrics, copilot);
 */
export function observeClient(metrics: OtelMetrics, client: ObservedClient): () => void {
  const meter = metrics.getMeter(SCOPE);
  const attributes: OtelAttributes = { "server.address": new URL(client.baseURL).hostname };
  const stops = GAUGES.map(({ name, description, read }) => {
    const gauge = meter.createObservableGauge(name, { description, unit: "{request}" });
    const callback = async (result: OtelObservation): Promise<void> => {
      const value = await read(client);
      if (typeof value === "number" && Number.isFinite(value)) result.observe(value, attributes);
    };
    gauge.addCallback(callback);
    return () => gauge.removeCallback(callback);
  });
  return () => {
    for (const stop of stops) stop();
  };
}

interface GaugeDefinition {
  readonly name: string;
  readonly description: string;
  read(client: ObservedClient): Promise<number | null | undefined>;
}

const GAUGES: readonly GaugeDefinition[] = [
  {
    name: "copilot_sdk.client.queue.length",
    description: "Requests that wait for the rate limit.",
    read: async ({ rateLimit }) => rateLimit.state()?.queued,
  },
  {
    name: "copilot_sdk.client.requests.active",
    description: "Requests that were sent and have no response yet.",
    read: async ({ rateLimit }) => rateLimit.state()?.inFlight,
  },
  {
    name: "copilot_sdk.client.quota.used",
    description: "Requests sent in the period of the quota.",
    read: async ({ quota }) => (await quota?.state())?.used,
  },
  {
    name: "copilot_sdk.client.quota.remaining",
    description: "Requests left in the period of the quota; not reported for unlimited plans.",
    read: async ({ quota }) => (await quota?.state())?.remaining,
  },
];
