export { repeatedParameters } from "./api/repeated-parameters.ts";
export { type BuiltModel, buildModel } from "./build-model.ts";
