export type { ApiDescription } from "./api-description.js";
export { ApiClient, type QuotaView, type RateLimitView } from "./client.js";
export type { ClientOptions } from "./client-options.js";
export { Resource } from "./resource.js";
export type { Settings, SettingsSource } from "./settings.js";
export { Transport } from "./transport.js";
