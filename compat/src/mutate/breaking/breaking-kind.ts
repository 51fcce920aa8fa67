import type { MutationKind } from "../mutation.ts";

/** A kind of change that breaks consumers. */
export interface BreakingKind extends MutationKind {
  /** Whether types show it. Where they do not, only the diff can tell. Default: true. */
  readonly isVisible?: false;
}
