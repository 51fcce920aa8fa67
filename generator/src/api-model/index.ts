export type * from "./api-model.ts";
export type * from "./deliveries.ts";
export type * from "./type-model.ts";
