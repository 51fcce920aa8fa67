import type { RequestOptions } from "../calls/index.js";

/** Progress of an upload. */
export interface UploadProgress {
  /**
   * Bytes passed to the network so far. Restarts at 0 when the content is sent again. Content of at most 1 MiB, and all content in
   * browsers, whose `fetch` reports no progress, has a single report, once the server has accepted it.
   */
  readonly sent: number;
  /** Size of the content in bytes. */
  readonly total: number;
}

/**
 * Options of an upload. `signal` and `deadline` apply to all of its requests together, `maxRetries` to each of them. `timeout` also
 * applies to each, except that the request with the content may take longer as long as it makes progress.
 */
export interface UploadOptions extends RequestOptions {
  /** How long to wait for the file to be complete after its content was sent, in ms. Default: 60,000. */
  readonly pollTimeout?: number | undefined;
  /**
   * Called whenever a part of the content was passed to the network. Its first exception is logged; exceptions are otherwise
   * ignored. Default: none.
   *
   * @example
   * const onProgress = ({ sent, total }: UploadProgress) => console.log(`${Math.floor((100 * sent) / total)} %`);
   */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}
