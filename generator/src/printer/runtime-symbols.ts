/** The npm package that generated code runs on. */
export const RUNTIME_PACKAGE = "@copilot-sdk/runtime";

/** Every name that generated code takes from the runtime. A test checks that the runtime exports each. */
export const RUNTIME_VALUES = [
  "ApiClient",
  "Resource",
  "isKnown",
  "matchEnum",
  "operation",
  "pageOperation",
  "unrecognized",
  "uploadOperation",
  "APIConnectionError",
  "APIConnectionTimeoutError",
  "APIError",
  "APIUserAbortError",
  "AuthenticationError",
  "BadRequestError",
  "ConfigurationError",
  "ConflictError",
  "InternalServerError",
  "NotFoundError",
  "PaginationError",
  "PermissionDeniedError",
  "QueueFullError",
  "QuotaExceededError",
  "RateLimitError",
  "UnprocessableEntityError",
  "UploadError",
] as const;

/** The same for types. */
export const RUNTIME_TYPES = [
  "APIPromise",
  "ApiDescription",
  "ApiRequest",
  "ClientOptions",
  "EnumMap",
  "KnownOf",
  "LogLevel",
  "Logger",
  "Middleware",
  "Open",
  "OpenNumber",
  "Page",
  "PagePromise",
  "RateLimitOptions",
  "RateLimitState",
  "RequestOptions",
  "Unrecognized",
  "UnrecognizedNumber",
  "UnrecognizedVariant",
  "UploadContent",
  "UploadOptions",
] as const;

export type RuntimeValue = (typeof RUNTIME_VALUES)[number];
export type RuntimeType = (typeof RUNTIME_TYPES)[number];
