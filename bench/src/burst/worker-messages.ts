import type { BurstSettings } from "./settings.ts";

/** To a worker: what to get ready for, or that it should begin. */
export type ToWorker = { readonly kind: "prepare"; readonly task: WorkerTask } | { readonly kind: "go" };

/** From a worker: that it is ready, or what came of its calls. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly result: WorkerResult };

/** What one process does in a burst. */
export interface WorkerTask {
  readonly settings: BurstSettings;
  /** Name of the contender that makes the calls. */
  readonly contender: string;
  /** Number of this process, from 0. */
  readonly process: number;
  /** How many calls it makes. */
  readonly calls: number;
  /** Where the server is. */
  readonly url: string;
  /** Path of the socket of the Redis that the processes share; undefined when they share none. */
  readonly redisSocket: string | undefined;
}

/** What came of one process's calls. */
export interface WorkerResult {
  readonly ok: number;
  /** How many calls failed, by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** When it began, in milliseconds of a clock that all processes of a machine share. */
  readonly startedAt: number;
  /** When the last of its calls was settled, by the same clock. */
  readonly settledAt: number;
}
