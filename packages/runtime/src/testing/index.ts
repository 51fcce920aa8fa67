export { type Factory, type FactoryOptions, factoriesOf } from "./factories.js";
export type {
  ErrorBodyOf,
  HandlerOptions,
  HandlersOf,
  ListHandlers,
  MockedPageOptions,
  MockedResult,
  MswHttp,
  OperationHandlers,
  Responder,
  StreamHandlers,
} from "./handler-types.js";
export { type HandlerSource, handlersOf, mergedHandlers } from "./handlers.js";
export type { MockedOperation, MockedPages, MockedStream } from "./mocked-operation.js";
export type { Overrides } from "./overrides.js";
export type { MockedCall } from "./read-call.js";
export type {
  ArrayRules,
  MapRules,
  NumberRules,
  ObjectRules,
  StringRules,
  TupleRules,
  UnionRules,
  ValueType,
  ValueTypes,
} from "./value-type.js";
