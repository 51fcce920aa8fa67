/** The npm package of the runtime. */
export const RUNTIME_PACKAGE = "@copilot-sdk/runtime";

/** The npm package of this generator. */
export const GENERATOR_PACKAGE = "@copilot-sdk/generator";

/** The npm package of the rate limit and the quota in Redis. */
export const REDIS_PACKAGE = "@copilot-sdk/redis";

/** The npm package of the mock server for generated tests, and its module for them. */
export const MOCK_PACKAGE = "@copilot-sdk/mock";
export const WIRE_MODULE = `${MOCK_PACKAGE}/wire`;

/**
 * All values that the runtime exports. Packages re-export them, so that consumers need not import the runtime. A test compares
 * the list with the runtime.
 */
export const RUNTIME_VALUES = [
  "APIConnectionError",
  "APIConnectionTimeoutError",
  "APIError",
  "APIPromise",
  "APIUserAbortError",
  "ApiClient",
  "AuthenticationError",
  "BadRequestError",
  "ConfigurationError",
  "ConflictError",
  "InternalServerError",
  "LearnedFloor",
  "MemoryQuotaStore",
  "NotFoundError",
  "Page",
  "PagePromise",
  "PaginationError",
  "PermissionDeniedError",
  "QueueFullError",
  "QuotaExceededError",
  "QuotaStore",
  "RateLimitError",
  "Resource",
  "SlotRateLimiter",
  "Transport",
  "UnprocessableEntityError",
  "UploadError",
  "WaitingQueue",
  "binaryBody",
  "formBody",
  "isErrorOf",
  "isKnown",
  "matchEnum",
  "monthlyQuota",
  "multipartBody",
  "operation",
  "pageOperation",
  "plainOperation",
  "plainPageOperation",
  "styledQuery",
  "systemClock",
  "textBody",
  "unrecognized",
  "uploadOperation",
] as const;

/** The same for types. */
export const RUNTIME_TYPES = [
  "AcquireOptions",
  "ApiDescription",
  "ApiRequest",
  "Authentication",
  "BinaryResponse",
  "BodyChoice",
  "BodyEncoder",
  "BodyEncoding",
  "CallArguments",
  "CallEvent",
  "CallLimiter",
  "CallObserver",
  "ClientOptions",
  "Clock",
  "CookieParameter",
  "CountedMonth",
  "DataObserver",
  "EncodedBody",
  "Encoders",
  "EnumMap",
  "ErrorClass",
  "ErrorFacts",
  "ErrorOf",
  "ErrorView",
  "Fetch",
  "FieldEncoding",
  "FileLike",
  "Given",
  "Handler",
  "HeaderParameter",
  "HeaderValues",
  "Int64Description",
  "KnownOf",
  "LogLevel",
  "Logger",
  "Method",
  "Middleware",
  "MonthStart",
  "Open",
  "OpenNumber",
  "Operation",
  "OperationDefinition",
  "PageOf",
  "PageOperation",
  "PagePosition",
  "PageStyle",
  "Pagination",
  "PathParameter",
  "PendingAnswer",
  "PermitWaiter",
  "QueryEncoder",
  "QueryParameter",
  "QuotaJournal",
  "QuotaOptions",
  "QuotaPolicy",
  "QuotaState",
  "QuotaStoreContext",
  "QuotaView",
  "RateLimitOptions",
  "RateLimitPermit",
  "RateLimitPolicy",
  "RateLimitState",
  "RateLimitView",
  "RateLimiter",
  "RateLimiterContext",
  "RateLimiterFactory",
  "RequestBody",
  "RequestOptions",
  "RequestParts",
  "ResponseKind",
  "ResponseWith",
  "RoundTrip",
  "RoundTripFloor",
  "Settings",
  "SettingsSource",
  "SingleOperation",
  "SlotRateLimiterOptions",
  "StreamContent",
  "StreamedBody",
  "Unrecognized",
  "UnrecognizedNumber",
  "UnrecognizedVariant",
  "UploadContent",
  "UploadOperation",
  "UploadOptions",
  "UploadProgress",
  "UploadReadiness",
  "Waiter",
  "WithResponse",
] as const;

/** The classes of the runtime for responses with an error status, with their documentation. */
export const TYPED_ERRORS = {
  APIError: "A call failed.",
  AuthenticationError: "401: the key is missing, invalid or expired.",
  BadRequestError: "400: the request is invalid.",
  ConflictError: "409: the request conflicts with the resource's current state.",
  InternalServerError: "500 and above: the server failed.",
  NotFoundError: "404: the resource does not exist.",
  PermissionDeniedError: "403: the key is valid but lacks permission.",
  QuotaExceededError: "The quota is used up.",
  RateLimitError: "429: too many requests, even after the retries.",
  UnprocessableEntityError: "422: the server understood the request, but its content is invalid.",
} as const;

/** The module of the runtime with the encoders that few operations need. */
export const ENCODERS_MODULE = `${RUNTIME_PACKAGE}/encoders`;

/** Its encoders that generated code imports. A test compares the list with the runtime. */
export const ENCODERS = [
  "chosenBody",
  "responseKind",
  "styledForm",
  "styledHeaders",
  "styledMultipart",
  "styledPath",
  "wholeQuery",
] as const;

/** The modules of the runtime for APIs with several security schemes or servers. A test compares the lists with the runtime. */
export const AUTH_MODULE = `${RUNTIME_PACKAGE}/auth`;

/** The module of the runtime that gets OAuth 2 tokens. */
export const OAUTH_MODULE = `${RUNTIME_PACKAGE}/oauth`;
export const AUTH_SYMBOLS = ["Credential", "securitySchemes"] as const;
export const SERVERS_MODULE = `${RUNTIME_PACKAGE}/servers`;
export const SERVER_SYMBOLS = ["anonymousServer", "ownServer", "serverChoice"] as const;

/** The module of the runtime for APIs whose clients have parameters. A test compares the list with the runtime. */
export const CLIENT_PARAMETERS_MODULE = `${RUNTIME_PACKAGE}/client-parameters`;
export const CLIENT_PARAMETER_SYMBOLS = ["clientParameters"] as const;

/** The module of the runtime for exact 64-bit integers. A test compares the lists with the runtime. */
export const INT64_MODULE = `${RUNTIME_PACKAGE}/int64`;
/** Used by generated operations. */
export const INT64_PARTS = ["exactJSON", "exactRequest"] as const;
/** Re-exported by packages. */
export const INT64_EXPORTS = ["int64Parser", "stringifyExact"] as const;

/** The module of the runtime for operations with documented redirects. A test compares the list with the runtime. */
export const REDIRECTS_MODULE = `${RUNTIME_PACKAGE}/redirects`;
export const REDIRECT_SYMBOLS = ["followRedirects", "redirectLocation"] as const;

/** The module of the runtime for operations that respond with a stream. A test compares the lists with the runtime. */
export const STREAMS_MODULE = `${RUNTIME_PACKAGE}/streams`;

/** Re-exported by packages with streams. */
export const STREAM_VALUES = ["Stream", "StreamError", "StreamPromise", "streamOf"] as const;
export const STREAM_TYPES = ["StreamEvent", "StreamOptions"] as const;
/** Used by generated code. */
export const STREAM_PARTS = ["eventStream", "jsonLines", "jsonSequence", "streamOperation"] as const;
/** The module of the runtime for lists of other styles than a cursor in the response. A test compares the list with the runtime. */
export const PAGES_MODULE = `${RUNTIME_PACKAGE}/pages`;
export const PAGE_READERS = [
  "addressPages",
  "cursorPages",
  "linkPages",
  "numberedPages",
  "offsetPages",
] as const;

/** Re-exported by packages of events: the names for open enums and unions. */
export const ENUM_SYMBOLS: readonly string[] = [
  "EnumMap",
  "KnownOf",
  "Open",
  "Unrecognized",
  "UnrecognizedVariant",
  "isKnown",
  "matchEnum",
  "unrecognized",
];

export type RuntimeValue = (typeof RUNTIME_VALUES)[number];
export type RuntimeType = (typeof RUNTIME_TYPES)[number] | RuntimeValue;

/** The module of the runtime that receives events. */
export const WEBHOOKS_MODULE = `${RUNTIME_PACKAGE}/webhooks`;

/** Re-exported by packages of events. A test compares the lists with the runtime. */
export const WEBHOOK_VALUES = ["WebhookError", "WebhookReceiver", "memoryDuplicateStore"] as const;
export const WEBHOOK_TYPES = [
  "Delivery",
  "DeliveryState",
  "DuplicateStore",
  "HeaderValue",
  "NodeRequest",
  "NodeResponse",
  "VerifyOptions",
  "WebhookAnswer",
  "WebhookBody",
  "WebhookDescription",
  "WebhookErrorCode",
  "WebhookHandler",
  "WebhookHandlerOptions",
  "WebhookHeaders",
  "WebhookListeners",
  "WebhookRequest",
] as const;

/** The module of the runtime that reads session tokens. */
export const SESSIONS_MODULE = `${RUNTIME_PACKAGE}/session`;

/** Re-exported by the session module of a package. A test compares the lists with the runtime. */
export const SESSION_VALUES = ["SessionTokenError", "createTestSessionToken"] as const;
export const SESSION_TYPES = [
  "ReadSessionOptions",
  "SessionClientOptions",
  "SessionKeyOptions",
  "SessionOptions",
  "SessionTokenErrorCode",
  "TestTokenOptions",
] as const;
/** Wrapped by generated code. */
export const SESSION_PARTS = ["SessionDescription", "openSession", "readSessionToken", "sessionKey"] as const;
