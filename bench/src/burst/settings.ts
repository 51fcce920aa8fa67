/** What a burst is: how many calls at once, to what server, over what network. */
export interface BurstSettings {
  /** Calls of all processes together. */
  readonly calls: number;
  /** Requests that the server accepts in a second. */
  readonly rps: number;
  /** How the server counts a second. */
  readonly window: "sliding" | "fixed";
  /** Milliseconds of a round trip without jitter, half of them each way. */
  readonly rtt: number;
  /** Milliseconds that a round trip takes longer at most, half of them each way. */
  readonly jitter: number;
  /** Processes that make the calls with one key. */
  readonly processes: number;
  /** What the processes share. */
  readonly share: "none" | "redis";
  /** Makes another series of delays. */
  readonly seed: number;
}

/**
 * The least seconds from the first call to the last answer that any client can need: each window of the server is full
 * from its first moment on, and the last request and its answer meet no jitter.
 */
export function idealSeconds({ calls, rps, rtt }: BurstSettings): number {
  return Math.floor((calls - 1) / rps) + rtt / 1000;
}

/** Seconds after which a contender's open calls count as failed. */
export function patienceSeconds(settings: BurstSettings): number {
  return Math.max(60, 10 * idealSeconds(settings));
}
