export type * from "./api-model.ts";
export type * from "./calls.ts";
export { credentialSchemes, onlyKey, requirementOf, sentSchemes } from "./credentials.ts";
export type * from "./deliveries.ts";
export { type Paging, type PropertyPath, pagingText } from "./paging.ts";
export type * from "./security.ts";
export type * from "./servers.ts";
export type * from "./type-model.ts";
