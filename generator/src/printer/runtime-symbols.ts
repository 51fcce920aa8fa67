/** The npm package that generated code runs on. */
export const RUNTIME_PACKAGE = "@copilot-sdk/runtime";

/** Every name that generated code takes from the runtime. A test checks that the runtime exports each. */
export const RUNTIME_VALUES = [
  "ApiClient",
  "Resource",
  "isKnown",
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
  "ConflictError",
  "InternalServerError",
  "NotFoundError",
  "PermissionDeniedError",
  "QuotaExceededError",
  "RateLimitError",
  "UnprocessableEntityError",
] as const;

/** The same for types. */
export const RUNTIME_TYPES = [
  "APIPromise",
  "ApiDescription",
  "ClientOptions",
  "EnumMap",
  "Open",
  "OpenNumber",
  "Page",
  "PagePromise",
  "RequestOptions",
  "Unrecognized",
  "UnrecognizedVariant",
  "UploadContent",
  "UploadOptions",
] as const;

export type RuntimeValue = (typeof RUNTIME_VALUES)[number];
export type RuntimeType = (typeof RUNTIME_TYPES)[number];
