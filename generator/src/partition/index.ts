export type { AddedExports, AddedModule, Additions, ManifestPart, ModuleGuide } from "./additions.ts";
export { declaredTypes, operationsOf } from "./declared-types.ts";
export { packageFolders } from "./folders.ts";
export type * from "./package-model.ts";
export { typesIn } from "./package-model.ts";
export { type Partition, partition } from "./partition.ts";
export { recordedExports } from "./recorded-exports.ts";
export { runtimePackageFolder } from "./runtime.ts";
export { typesOf } from "./types-of.ts";
