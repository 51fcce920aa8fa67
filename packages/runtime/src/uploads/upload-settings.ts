import type { CallSettings, Fetch } from "../calls/index.js";

/** What an upload needs from its client. */
export interface UploadSettings extends CallSettings {
  /** Sends the content, without the client's log, headers and middleware. */
  readonly fetch: Fetch;
}
