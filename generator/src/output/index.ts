export { abandonedPackages } from "./abandoned.ts";
export { applyChanges } from "./apply.ts";
export { type Change, countChanges } from "./change.ts";
export { describeChanges } from "./drift.ts";
export type { OutputFile } from "./output-file.ts";
export { presentVersions } from "./present-versions.ts";
export { reconcile } from "./reconcile.ts";
export { assertAbsent, type NewFile, writeNewFiles } from "./write-new.ts";
export { removeFile, writeWhole } from "./write-whole.ts";
