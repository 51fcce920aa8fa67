import type { CallSettings } from "../calls/index.js";
import type { Pagination } from "../operations/index.js";

/** What a list needs from its client. */
export interface PageSettings extends CallSettings {
  /** How the API's lists are paged, unless an operation says otherwise. */
  readonly pagination: Pagination | undefined;
}
