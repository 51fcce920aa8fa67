export { type CheckedObject, Draft } from "./draft.ts";
export { define } from "./places.ts";
