export { addCaller, type Trace, trace } from "./caller.js";
export { causesOf, type Failure, knownCode } from "./causes.js";
export { checkKind, checkOption } from "./check-option.js";
export { ContentError } from "./content-error.js";
export type { ErrorView } from "./error-view.js";
export {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
  type ErrorFacts,
  InternalServerError,
  NotFoundError,
  PaginationError,
  PermissionDeniedError,
  QueueFullError,
  QuotaExceededError,
  RateLimitError,
  setCursor,
  UnprocessableEntityError,
  UploadError,
} from "./errors.js";
export { SdkError } from "./sdk-error.js";
export { type Redact, redactor, withoutQueries } from "./secrets.js";
export {
  rejected,
  TracedPromise,
  type TracedWork,
  traced,
} from "./traced-promise.js";
