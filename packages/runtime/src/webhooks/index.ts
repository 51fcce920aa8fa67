export { type DuplicateStore, memoryDuplicateStore } from "./duplicates.js";
export type { NodeRequest, NodeResponse } from "./node-adapter.js";
export type { WebhookBody } from "./raw-body.js";
export type { HeaderValue } from "./signature.js";
export { WebhookError, type WebhookErrorCode } from "./webhook-error.js";
export type {
  WebhookAnswer,
  WebhookHandler,
  WebhookHandlerOptions,
  WebhookListeners,
  WebhookRequest,
} from "./webhook-handler.js";
export {
  type Delivery,
  type VerifyOptions,
  type WebhookDescription,
  type WebhookHeaders,
  WebhookReceiver,
} from "./webhook-receiver.js";
