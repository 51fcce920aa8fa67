export type * from "./api-model.ts";
export { type BuiltModel, buildModel } from "./build-model.ts";
export type * from "./package-model.ts";
export { type Partition, partition } from "./partition.ts";
export type * from "./type-model.ts";
