import type { RequestOptions } from "../calls/index.js";

/** Options of an upload. `timeout` and `maxRetries` hold for each of its requests, `deadline` for all together. */
export interface UploadOptions extends RequestOptions {
  /** Milliseconds to wait until the file is complete once its bytes are sent. Default: 60,000. */
  readonly pollTimeout?: number | undefined;
}

/** What an upload sends. Each kind can be sent again. */
export type UploadContent = Blob | ArrayBuffer | ArrayBufferView | string;
