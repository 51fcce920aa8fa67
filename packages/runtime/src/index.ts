export type { ApiDescription, Authentication, QuotaPolicy } from "./api-description.js";
export type { PendingAnswer, WithResponse } from "./api-promise.js";
export { APIPromise } from "./api-promise.js";
export type { BodyEncoder, EncodedBody } from "./body.js";
export { binaryBody, formBody, multipartBody, textBody } from "./body.js";
export type { CallEvent, CallObserver, DataObserver } from "./call-event.js";
export type { QuotaView, RateLimitView } from "./client.js";
export { ApiClient } from "./client.js";
export type { Clock } from "./clock.js";
export { systemClock } from "./clock.js";
export type { ErrorView } from "./error-view.js";
export type { ErrorFacts } from "./errors.js";
export {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
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
export type { RateLimiterContext, RateLimiterFactory } from "./limiter-registry.js";
export type { Logger, LogLevel } from "./logger.js";
export type { ApiRequest, Handler, Middleware, RequestBody } from "./middleware.js";
export type {
  EnumMap,
  KnownOf,
  Open,
  OpenNumber,
  Unrecognized,
  UnrecognizedNumber,
  UnrecognizedVariant,
} from "./open-enum.js";
export { isKnown, matchEnum, unrecognized } from "./open-enum.js";
export type {
  CallArguments,
  Encoders,
  Given,
  Method,
  Operation,
  OperationDefinition,
  PageOperation,
  Pagination,
  QueryParameter,
  SingleOperation,
  UploadOperation,
  UploadReadiness,
} from "./operation.js";
export { operation, pageOperation, uploadOperation } from "./operation.js";
export type {
  ClientOptions,
  Fetch,
  HeaderValues,
  RateLimitOptions,
  RequestOptions,
  UploadContent,
  UploadOptions,
} from "./options.js";
export type { PageOf, PagePosition } from "./page.js";
export { Page } from "./page.js";
export { PagePromise } from "./page-promise.js";
export type { QueryEncoder } from "./query.js";
export { styledQuery } from "./query-styles.js";
export type { CountedMonth } from "./quota-count.js";
export type { QuotaState } from "./quota-ledger.js";
export type { MonthStart } from "./quota-month.js";
export type { QuotaOptions } from "./quota-options.js";
export { monthlyQuota } from "./quota-options.js";
export type { QuotaJournal, QuotaStoreContext } from "./quota-store.js";
export { MemoryQuotaStore, QuotaStore } from "./quota-store.js";
export type {
  AcquireOptions,
  CallLimiter,
  PermitWaiter,
  RateLimiter,
  RateLimitPermit,
  RateLimitPolicy,
  RateLimitState,
} from "./rate-limiter.js";
export { Resource } from "./resource.js";
export type { RoundTrip, RoundTripFloor } from "./round-trip-floor.js";
export { LearnedFloor } from "./round-trip-floor.js";
export type { Settings } from "./settings.js";
export type { SlotRateLimiterOptions } from "./slot-rate-limiter.js";
export { SlotRateLimiter } from "./slot-rate-limiter.js";
export { Transport } from "./transport.js";
export type { Waiter } from "./waiting-queue.js";
export { WaitingQueue } from "./waiting-queue.js";
