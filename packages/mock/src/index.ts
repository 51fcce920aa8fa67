export type { MockClock } from "./clock.js";
export type { DocumentSource } from "./document.js";
export type { Delivery, WebhookTarget } from "./events/delivery.js";
export type { Fault, PlannedFault } from "./faults.js";
export { type Arrival, type Mock, startMock } from "./mock.js";
export type { MockOptions, WebhookOptions } from "./options.js";
export type { PageOptions } from "./pages.js";
export type { RateLimit } from "./rate-limit.js";
