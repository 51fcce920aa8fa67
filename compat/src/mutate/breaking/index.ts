import type { BreakingKind } from "./breaking-kind.ts";
import { brokenCalls } from "./calls.ts";
import { brokenObjects } from "./objects.ts";
import { brokenAttributes, brokenInputs } from "./properties.ts";

export type { BreakingKind } from "./breaking-kind.ts";

/** What an API may do with a new major version alone. */
export const breakingKinds: readonly BreakingKind[] = [
  ...brokenAttributes,
  ...brokenInputs,
  ...brokenObjects,
  ...brokenCalls,
];
