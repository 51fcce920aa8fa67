export { type Change, Memory, type MemoryRequest } from "./memory.js";
export { previousValues } from "./merge.js";
export { momentIn, momentLike } from "./moments.js";
export { nounOf, wordsOf } from "./names.js";
export type { Resource } from "./resources.js";
