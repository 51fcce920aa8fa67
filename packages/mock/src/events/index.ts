export { Deliveries } from "./deliveries.js";
export { EventCatalog } from "./event-catalog.js";
export { Webhooks } from "./webhooks.js";
