import type { MutationKind } from "../mutation.ts";

/** A kind of change that breaks consumers. */
export interface BreakingKind extends MutationKind {
  /** Whether types show it. If not, only the diff can detect it. Default: true. */
  readonly isVisible?: false;
}
