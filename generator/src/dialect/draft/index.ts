export { define } from "../../spec/guards.ts";
export { type CheckedObject, Draft } from "./draft.ts";
