export { checkOption } from "./check-option.js";
export { type ErrorView, withoutSecrets } from "./error-view.js";
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
  UnprocessableEntityError,
  UploadError,
} from "./errors.js";
