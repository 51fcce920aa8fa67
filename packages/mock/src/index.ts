export type { DocumentSource } from "./document.js";
export { type Arrival, type Mock, type MockOptions, startMock } from "./mock.js";
export type { PageOptions } from "./pages.js";
export type { RateLimit } from "./rate-limit.js";
