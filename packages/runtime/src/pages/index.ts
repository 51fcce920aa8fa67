export { fetchList, type List, type PageRequest } from "./list.js";
export { Page, type PageContent, type PageOf, type PagePosition } from "./page.js";
export {
  type FetchPage,
  type PageEncoders,
  type PageOperation,
  pageOperation,
  plainPageOperation,
} from "./page-operation.js";
export { PagePromise } from "./page-promise.js";
export type { PageSettings } from "./page-settings.js";
