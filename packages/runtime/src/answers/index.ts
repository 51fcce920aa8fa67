export { type BodyEnd, BodyWatch } from "./body-watch.js";
export { requestIdOf } from "./error-from-response.js";
export { kindOf } from "./json.js";
export { readBody } from "./read-body.js";
export { connectionError, readError, readResult, systemCodeOf } from "./read-response.js";
