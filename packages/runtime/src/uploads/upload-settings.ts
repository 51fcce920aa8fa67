import type { CallSettings, Fetch } from "../calls/index.js";

/** Client settings that an upload needs. */
export interface UploadSettings extends CallSettings {
  /** Sends the content, without the client's log, headers and middleware. */
  readonly fetch: Fetch;
}
