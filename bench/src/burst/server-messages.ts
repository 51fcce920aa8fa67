import type { BurstSettings } from "./settings.ts";

/** Messages to the server: its settings, or a request for its report. */
export type ToServer =
  | { readonly kind: "start"; readonly settings: BurstSettings }
  | { readonly kind: "report" };

/** Messages from the server: its URL, or its report. */
export type FromServer =
  | { readonly kind: "listening"; readonly url: string }
  | { readonly kind: "arrivals"; readonly arrivals: readonly Arrival[] };

/** A received request. */
export interface Arrival {
  /** The time of its arrival by the server's clock, in ms. */
  readonly at: number;
  /** Whether it was within the limit. */
  readonly accepted: boolean;
  /** The number of the process that sent it. */
  readonly process: number;
}
