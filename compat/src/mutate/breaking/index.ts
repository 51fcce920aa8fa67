import type { BreakingKind } from "./breaking-kind.ts";
import { brokenCalls } from "./calls.ts";
import { brokenObjects } from "./objects.ts";
import { brokenAttributes, brokenInputs } from "./properties.ts";

export type { BreakingKind } from "./breaking-kind.ts";

/** All changes that need a new major version. */
export const breakingKinds: readonly BreakingKind[] = [
  ...brokenAttributes,
  ...brokenInputs,
  ...brokenObjects,
  ...brokenCalls,
];
