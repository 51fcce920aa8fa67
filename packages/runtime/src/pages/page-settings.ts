import type { CallSettings } from "../calls/index.js";
import type { Pagination } from "../operations/index.js";

/** Client settings that a list needs. */
export interface PageSettings extends CallSettings {
  /** How the API's lists are paginated, unless an operation overrides it. */
  readonly pagination: Pagination | undefined;
}
