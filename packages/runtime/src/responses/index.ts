export { excerpt, explanationOf, factsOf, placeOf, requestIdOf } from "./error-from-response.js";
export { type ErrorClass, type ErrorOf, isErrorOf } from "./error-of.js";
export { kindOf, parseJSON } from "./json.js";
export { brokenOff, failedRequest, isClosedConnection } from "./network-failure.js";
export { readBody } from "./read-body.js";
export { readError, resultKind, resultOf, unreadableBody } from "./read-response.js";
export { type BodyEnd, type BodyRead, watchBody } from "./watch-body.js";
