import { jainIndex } from "../statistics.ts";
import type { Arrival } from "./server-messages.ts";
import { type BurstSettings, idealSeconds } from "./settings.ts";
import type { WorkerResult } from "./worker-messages.ts";

/** The results of a contender. */
export interface BurstFigures {
  /** The name of the contender on the command line. */
  readonly contender: string;
  readonly title: string;
  /** Calls that succeeded. */
  readonly ok: number;
  /** Calls that failed after all retries. */
  readonly failed: number;
  /** The number of failures by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** Requests that arrived at the server. */
  readonly arrived: number;
  /** Requests that the server rejected. */
  readonly refused: number;
  /** From the first call to the last response. */
  readonly seconds: number;
  /** `seconds` relative to the theoretical minimum. Null if a call failed. */
  readonly ratio: number | null;
  /** The maximum number of requests in any second. */
  readonly worstSecond: number;
  /** The number of seconds, each starting with a request, with more requests than the limit. */
  readonly secondsOver: number;
  /** Accepted requests of each process while all processes had calls left. */
  readonly shares: readonly number[];
  /** Jain's fairness index of these shares. */
  readonly fairness: number;
  /** Scripts run by the shared Redis per call. Null without a shared Redis. */
  readonly scriptsPerCall: number | null;
}

/** Combines the reports of the processes and the server. */
export function burstFigures(
  contender: { readonly name: string; readonly title: string },
  settings: BurstSettings,
  results: readonly WorkerResult[],
  arrivals: readonly Arrival[],
  scripts: number | null,
): BurstFigures {
  const startedAt = Math.min(...results.map((result) => result.startedAt));
  const settledAt = Math.max(...results.map((result) => result.settledAt));
  const seconds = (settledAt - startedAt) / 1000;
  const ok = results.reduce((total, result) => total + result.ok, 0);
  const inSeconds = arrivalsInSeconds(arrivals.map(({ at }) => at));
  const shares = sharesOfProcesses(arrivals, settings.processes);
  return {
    contender: contender.name,
    title: contender.title,
    ok,
    failed: settings.calls - ok,
    failures: mergeFailures(results),
    arrived: arrivals.length,
    refused: arrivals.filter(({ accepted }) => !accepted).length,
    seconds,
    ratio: ok === settings.calls ? seconds / idealSeconds(settings) : null,
    worstSecond: Math.max(0, ...inSeconds),
    secondsOver: inSeconds.filter((count) => count > settings.rps).length,
    shares,
    fairness: jainIndex(shares),
    scriptsPerCall: scripts === null ? null : scripts / settings.calls,
  };
}

/** The number of arrivals in the second that starts with each arrival. Times are in ms, ascending. */
export function arrivalsInSeconds(times: readonly number[]): readonly number[] {
  let end = 0;
  return times.map((time, start) => {
    while (end < times.length && (times[end] ?? 0) - time < 1000) end++;
    return end - start;
  });
}

/**
 * The accepted requests of each process until the first process had all of its requests accepted.
 */
export function sharesOfProcesses(arrivals: readonly Arrival[], processes: number): readonly number[] {
  const accepted = arrivals.filter((arrival) => arrival.accepted);
  const timesOf = (process: number): number[] =>
    accepted.filter((arrival) => arrival.process === process).map(({ at }) => at);
  const times = Array.from({ length: processes }, (_, process) => timesOf(process));
  const firstEnd = Math.min(...times.map((each) => each.at(-1) ?? Number.POSITIVE_INFINITY));
  return times.map((each) => each.filter((at) => at <= firstEnd).length);
}

function mergeFailures(results: readonly WorkerResult[]): Readonly<Record<string, number>> {
  const merged: Record<string, number> = {};
  for (const [reason, count] of results.flatMap(({ failures }) => Object.entries(failures))) {
    merged[reason] = (merged[reason] ?? 0) + count;
  }
  return merged;
}
