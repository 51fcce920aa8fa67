export type { AddedExports, AddedModule, Additions, ManifestPart } from "./additions.ts";
export { declaredTypes, operationsOf } from "./declared-types.ts";
export type * from "./package-model.ts";
export { typesIn } from "./package-model.ts";
export { type Partition, partition } from "./partition.ts";
export { runtimePackageFolder } from "./runtime.ts";
