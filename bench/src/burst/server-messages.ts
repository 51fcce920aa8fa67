import type { BurstSettings } from "./settings.ts";

/** To the server: what to be, or that its report is wanted. */
export type ToServer =
  | { readonly kind: "start"; readonly settings: BurstSettings }
  | { readonly kind: "report" };

/** From the server: where it is, or what it saw. */
export type FromServer =
  | { readonly kind: "listening"; readonly url: string }
  | { readonly kind: "arrivals"; readonly arrivals: readonly Arrival[] };

/** A request as the server saw it. */
export interface Arrival {
  /** When it arrived, in milliseconds of the server's clock. */
  readonly at: number;
  /** Whether it was within the limit. */
  readonly accepted: boolean;
  /** Number of the process that sent it. */
  readonly process: number;
}
