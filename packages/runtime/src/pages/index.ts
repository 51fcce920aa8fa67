export { Page, type PageOf, type PagePosition } from "./page.js";
export { type PageOperation, pageOperation } from "./page-operation.js";
export { PagePromise } from "./page-promise.js";
export type { PageSettings } from "./page-settings.js";
