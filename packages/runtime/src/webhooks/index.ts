export { type DeliveryState, type DuplicateStore, memoryDuplicateStore } from "./duplicates.js";
export type { NodeRequest, NodeResponse } from "./node-adapter.js";
export type { WebhookBody } from "./raw-body.js";
export type { HeaderValue } from "./signature.js";
export type { Delivery, VerifyOptions } from "./verification.js";
export { WebhookError, type WebhookErrorCode } from "./webhook-error.js";
export type { WebhookHandler, WebhookHandlerOptions, WebhookListeners } from "./webhook-handler.js";
export { type WebhookDescription, WebhookReceiver } from "./webhook-receiver.js";
export type { WebhookAnswer, WebhookHeaders, WebhookRequest } from "./webhook-request.js";
