export type { ApiChange, ApiPart, Reach } from "./api-change.ts";
export { type ApiVersion, diffModels } from "./diff-models.ts";
export { diffPackages, type PackagedChange, type PackagedVersion } from "./diff-packages.ts";
export type {
  ComparedValues,
  ComparingFeature,
  FeatureChange,
  FeatureDifference,
} from "./feature-differences.ts";
export { code } from "./finding.ts";
export {
  BUMP_OF,
  BUMPS,
  type Bump,
  CHANGE_LEVELS,
  type ChangeLevel,
  highestLevel,
  summarize,
} from "./levels.ts";
export { type MatchedOperations, matchOperations } from "./match-operations.ts";
export type { OwnedOperation } from "./owned-operation.ts";
export { type PackageMap, packageMap } from "./package-map.ts";
export { type ChangeCode, changeCodes, ruleOf } from "./policy.ts";
export { callOf } from "./subjects.ts";
