export { isReference, type OpenApiDocument, resolveReference } from "./document.ts";
export { type MergeResult, mergeSources } from "./merge.ts";
export type * from "./openapi.ts";
export { HTTP_METHODS } from "./openapi.ts";
export { formatPointer, type Pointer, parsePointer, valueAt } from "./pointer.ts";
export { readSources } from "./read.ts";
export type { SpecSource } from "./source.ts";
export { validate } from "./validate.ts";
