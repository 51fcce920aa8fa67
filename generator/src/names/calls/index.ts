export type { CallName, CallNames, NamedOperation, Naming } from "./call-names.ts";
export { nameCalls } from "./name-calls.ts";
