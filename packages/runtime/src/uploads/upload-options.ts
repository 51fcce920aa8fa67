import type { RequestOptions } from "../calls/index.js";

/** How far the content of an upload was sent. */
export interface UploadProgress {
  /**
   * Bytes that were given to the network so far. When the content is sent again, they are counted from 0 again. Content of at
   * most 1 MiB, and all content in browsers, whose `fetch` does not tell, has one report, once the server has taken it.
   */
  readonly sent: number;
  /** Size of the content in bytes. */
  readonly total: number;
}

/**
 * Options of an upload. `signal` and `deadline` hold for all of its requests together, `maxRetries` for each of them.
 * `timeout` holds for each, too, except that the request with the content may take longer as long as it makes progress.
 */
export interface UploadOptions extends RequestOptions {
  /** Milliseconds to wait until the file is complete once its content was sent. Default: 60,000. */
  readonly pollTimeout?: number | undefined;
  /**
   * Called whenever a part of the content was given to the network. What it throws is logged once and otherwise ignored.
   * Default: none.
   *
   * @example
   * onProgress: ({ sent, total }) => console.log(`${Math.floor((100 * sent) / total)} %`)
   */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}
