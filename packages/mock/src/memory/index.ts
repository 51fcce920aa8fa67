export { type Change, Memory } from "./memory.js";
export type { MemoryRequest } from "./memory-request.js";
export { previousValues } from "./merge.js";
export { momentIn, momentLike } from "./moments.js";
export { nounOf, wordsOf } from "./names.js";
export type { Resource } from "./resources.js";
