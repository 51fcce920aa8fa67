export { binaryBody, formBody, jsonBody, multipartBody, textBody } from "./body-encoders.js";
export { operation } from "./define-operation.js";
export type {
  BodyEncoder,
  EncodedBody,
  Encoders,
  QueryEncoder,
  QueryParameter,
  RequestBody,
} from "./encoders.js";
export type {
  CallArguments,
  Given,
  Method,
  Operation,
  OperationDefinition,
  Pagination,
  SingleOperation,
} from "./operation.js";
export { expandPath, type OperationPlan, planOf } from "./operation-plan.js";
export { encodeParameter, isAbsent, parameterName, valueText } from "./query.js";
export { styledQuery } from "./query-styles.js";
export { checkSendable, isRecord, PLAIN_OBJECT } from "./unsendable.js";
