/** The settings of a burst: calls, server and network. */
export interface BurstSettings {
  /** The number of calls of all processes. */
  readonly calls: number;
  /** Requests per second that the server accepts. */
  readonly rps: number;
  /** How the server counts a second. */
  readonly window: "sliding" | "fixed";
  /** Round-trip time without jitter in ms, half of it each way. */
  readonly rtt: number;
  /** Maximum jitter of a round trip in ms, half of it each way. */
  readonly jitter: number;
  /** The number of processes that share the key. */
  readonly processes: number;
  /** The limiter state that the processes share. */
  readonly share: "none" | "redis";
  /** Random seed of the delays. */
  readonly seed: number;
}

/**
 * The theoretical minimum time from the first call to the last response: all windows of the server are used fully, and the last
 * request has no jitter.
 */
export function idealSeconds({ calls, rps, rtt }: BurstSettings): number {
  return Math.floor((calls - 1) / rps) + rtt / 1000;
}

/** Time after which open calls count as failed, in seconds. */
export function patienceSeconds(settings: BurstSettings): number {
  return Math.max(60, 10 * idealSeconds(settings));
}
