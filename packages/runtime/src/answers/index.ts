export { requestIdOf } from "./error-from-response.js";
export { kindOf } from "./json.js";
export { connectionError, readError, readResult, systemCodeOf } from "./read-response.js";
export { type BodyEnd, watchBody } from "./watch-body.js";
