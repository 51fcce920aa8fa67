export { requestIdOf } from "./error-from-response.js";
export { connectionError, readError, readResult, systemCodeOf } from "./read-response.js";
