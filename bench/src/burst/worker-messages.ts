import type { BurstSettings } from "./settings.ts";

/** Messages to a worker: its task, or the signal to start. */
export type ToWorker = { readonly kind: "prepare"; readonly task: WorkerTask } | { readonly kind: "go" };

/** Messages from a worker: that it is ready, or its results. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly result: WorkerResult };

/** The task of a process. */
export interface WorkerTask {
  readonly settings: BurstSettings;
  /** The name of the contender. */
  readonly contender: string;
  /** The number of this process, starting at 0. */
  readonly process: number;
  /** The number of its calls. */
  readonly calls: number;
  /** The URL of the server. */
  readonly url: string;
  /** Path of the socket of the shared Redis, if there is one. */
  readonly redisSocket: string | undefined;
}

/** The results of a process. */
export interface WorkerResult {
  readonly ok: number;
  /** The number of failed calls by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** Start time by the system clock, in ms. */
  readonly startedAt: number;
  /** The time when its last call settled, by the same clock. */
  readonly settledAt: number;
}
