import type { ApiRequest, CallEvent } from "../calls/index.js";
import {
  type OtelAttributes,
  type OtelCounter,
  type OtelHistogram,
  type OtelMetrics,
  SCOPE,
} from "./otel-api.js";
import { type Outcome, outcomeAttributes, requestAttributes } from "./otel-attributes.js";
import { lazily, type Quietly } from "./otel-quiet.js";

/** Counts and measures calls. */
export interface CallMetrics {
  /** An attempt ended. */
  attempt(request: ApiRequest, url: URL, outcome: Outcome, milliseconds: number): void;
  event(event: CallEvent): void;
}

/** The metrics of calls. Exceptions of the telemetry never reach the call. */
export function callMetrics(metrics: OtelMetrics | undefined, quietly: Quietly): CallMetrics {
  const instruments = lazily(() => metrics && createInstruments(metrics), quietly);
  return {
    attempt(request, url, outcome, milliseconds) {
      const attributes = { ...requestAttributes(request, url), ...outcomeAttributes(outcome) };
      quietly(() => instruments()?.duration.record(milliseconds / 1000, attributes));
    },
    event(event) {
      quietly(() => {
        const made = instruments();
        if (made !== undefined) recordEvent(made, event);
      });
    },
  };
}

interface Instruments {
  readonly duration: OtelHistogram;
  readonly queue: OtelHistogram;
  readonly refusals: OtelCounter;
  readonly retries: OtelCounter;
}

function createInstruments(metrics: OtelMetrics): Instruments {
  const meter = metrics.getMeter(SCOPE);
  return {
    duration: meter.createHistogram("http.client.request.duration", {
      description: "Duration of HTTP client requests.",
      unit: "s",
      advice: { explicitBucketBoundaries: [...REQUEST_BOUNDARIES] },
    }),
    queue: meter.createHistogram("copilot_sdk.client.queue.duration", {
      description: "Time that requests waited for the rate limit, without requests that did not wait.",
      unit: "s",
      advice: { explicitBucketBoundaries: [...QUEUE_BOUNDARIES] },
    }),
    refusals: meter.createCounter("copilot_sdk.client.refusals", {
      description:
        "Requests that the server refused with 429, or that were not sent because the quota is used up.",
      unit: "{refusal}",
    }),
    retries: meter.createCounter("copilot_sdk.client.retries", {
      description: "Retries of requests, by the failure of the previous attempt.",
      unit: "{retry}",
    }),
  };
}

/** The buckets that the semantic conventions recommend for durations of HTTP requests, in seconds. */
const REQUEST_BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** In seconds, up to minutes, which a burst may have to wait. */
const QUEUE_BOUNDARIES = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

function recordEvent(instruments: Instruments, event: CallEvent): void {
  const operation: OtelAttributes = { "copilot_sdk.operation": event.operation };
  switch (event.kind) {
    case "queued":
      instruments.queue.record(event.waited / 1000, operation);
      return;
    case "refused":
      instruments.refusals.add(1, { ...operation, "copilot_sdk.refusal.cause": event.cause });
      return;
    case "retry":
      instruments.retries.add(1, { ...operation, "error.type": String(event.status) });
      return;
  }
}
