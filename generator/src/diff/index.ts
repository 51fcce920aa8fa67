export { type ApiChange, type ApiPart, CHANGE_LEVELS, type ChangeLevel, type Reach } from "./api-change.ts";
export { type ApiVersion, diffModels } from "./diff-models.ts";
export { diffPackages, type PackagedChange, type PackagedVersion } from "./diff-packages.ts";
export { BUMP_OF, BUMPS, type Bump, summarize, worstLevel } from "./levels.ts";
export { exportsOf, type PackageMap, packageMap } from "./package-map.ts";
export { type ChangeCode, changeCodes, ruleOf } from "./policy.ts";
export { CHANGE_FORMATS, type ChangeFormat, formatChanges } from "./report/format-changes.ts";
export { markdownText } from "./report/markdown-text.ts";
