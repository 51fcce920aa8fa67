export { abandonedPackages } from "./abandoned.ts";
export { type Change, countChanges, type EditedChange, isApplied } from "./change.ts";
export { describeChanges, describeEdit } from "./drift.ts";
export { interruptedRun } from "./journal.ts";
export type { OutputFile } from "./output-file.ts";
export { type OutputPlace, reconcile } from "./reconcile.ts";
export { type Written, writeFiles } from "./write.ts";
export { assertAbsent, type NewFile, writeNewFiles } from "./write-new.ts";
export { removeFile, writeWhole } from "./write-whole.ts";
