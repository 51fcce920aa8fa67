export { repeatedParameters } from "./api/repeated-parameters.ts";
export { type BuiltModel, buildModel } from "./build-model.ts";
export type {
  ModelExtension,
  ReadableOperation,
  ReadFacts,
  ReadMethod,
  ReadSchema,
} from "./context/extension.ts";
