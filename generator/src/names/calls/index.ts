export type { CallName, CallNames, NamedOperation, Naming } from "./call-names.ts";
export { isDesignedId } from "./id-words.ts";
export { nameCalls } from "./name-calls.ts";
