export type { BinaryResponse } from "./binary-response.js";
export type { BodyAlternative, BodyChoice, BodyEncoding, ParamsChoice } from "./body-choice.js";
export { binaryBody, formBody, jsonBody, multipartBody, multipartOf, textBody } from "./body-encoders.js";
export { operation, type PlainDefinition, plainOperation } from "./define-operation.js";
export type {
  BodyChooser,
  BodyEncoder,
  ChoosableOperation,
  EncodedBody,
  EncodedRequest,
  Encoders,
  ExpectedResponse,
  HeaderEncoder,
  HeaderParameters,
  Int64Operation,
  JSONParser,
  LocationReader,
  PathEncoder,
  PathParameters,
  QueryEncoder,
  RedirectableRequest,
  RedirectFollower,
  RedirectingOperation,
  RequestBody,
  RequestBuilder,
  RequestParts,
  ResponseKind,
  ResponseReader,
  ServerChoice,
  ServerSettings,
} from "./encoders.js";
export { type FormField, fieldText, itemsOf, type WrittenJSON } from "./form-fields.js";
export type {
  Int64Description,
  Int64Object,
  Int64Places,
  Int64Tuple,
  Int64Variants,
} from "./int64-places.js";
export type {
  CallArguments,
  Given,
  Method,
  Operation,
  OperationDefinition,
  SecurityRequirement,
  SingleOperation,
} from "./operation.js";
export { bodyNames, type OperationPlan, planOf, refuseOthers } from "./operation-plan.js";
export type {
  AddressStyle,
  CursorStyle,
  LinkStyle,
  NumberStyle,
  OffsetStyle,
  PageStyle,
  Pagination,
  PropertyPath,
} from "./page-styles.js";
export {
  type CookieParameter,
  type FieldEncoding,
  type HeaderParameter,
  type PathParameter,
  parameterName,
  propertyOf,
  type QueryParameter,
  type StyledHeaderParameter,
  type StyledQueryParameter,
  valueIn,
} from "./parameters.js";
export { encodeParameter, hasParts, isAbsent, partsOf, valueText } from "./query.js";
export { deepParts, styledQuery } from "./query-styles.js";
export { requestParts } from "./request-parts.js";
export { checkSendable, isDate, isRecord, PLAIN_OBJECT } from "./unsendable.js";
export type { ResponseWith, WithResponse } from "./with-response.js";
