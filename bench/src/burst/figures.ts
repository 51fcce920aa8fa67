import { jainIndex } from "../statistics.ts";
import type { Arrival } from "./server-messages.ts";
import { type BurstSettings, idealSeconds } from "./settings.ts";
import type { WorkerResult } from "./worker-messages.ts";

/** What came of a burst by one contender. */
export interface BurstFigures {
  /** What the command line calls the contender. */
  readonly contender: string;
  readonly title: string;
  /** Calls that succeeded. */
  readonly ok: number;
  /** Calls that failed for good. */
  readonly failed: number;
  /** Why they failed, and how many for that reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** Requests that arrived at the server. */
  readonly arrived: number;
  /** Requests that the server refused. */
  readonly refused: number;
  /** From the first call to the last answer. */
  readonly seconds: number;
  /** `seconds` as a multiple of the least that any client can need; null when a call failed, so that it was less work. */
  readonly ratio: number | null;
  /** The most requests that arrived in any second. */
  readonly worstSecond: number;
  /** Seconds, one started by each arrival, in which more requests arrived than the limit allows. */
  readonly secondsOver: number;
  /** Requests of each process that were accepted while every process still had some to make. */
  readonly shares: readonly number[];
  /** Jain's index of these shares. */
  readonly fairness: number;
  /** How many scripts a shared Redis ran, as a part of the calls; null: none was shared. */
  readonly scriptsPerCall: number | null;
}

/** Puts together what the processes and the server saw. */
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

/** For each arrival, how many came in the second that it started, itself included. Times in milliseconds, ascending. */
export function arrivalsInSeconds(times: readonly number[]): readonly number[] {
  let end = 0;
  return times.map((time, start) => {
    while (end < times.length && (times[end] ?? 0) - time < 1000) end++;
    return end - start;
  });
}

/**
 * How many requests of each process were accepted until the first of the processes had its last one accepted. A process
 * that had none accepted has a share of 0.
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
