export type {
  EncodedRequest,
  Int64Description,
  Int64Object,
  Int64Operation,
  Int64Places,
  Int64Tuple,
  Int64Variants,
  JSONParser,
  RequestBuilder,
} from "../operations/index.js";
export { exactJSON, int64Parser } from "./exact-json.js";
export { exactRequest } from "./exact-request.js";
export { stringifyExact } from "./stringify-exact.js";
