/** Message to the worker: the upload to make. The worker makes only one, and responds with {@link UploadTime}. */
export interface UploadJob {
  /** URL of the store. */
  readonly url: string;
  readonly way: string;
  readonly content: string;
  /** Path of a file with the content. */
  readonly path: string;
  /** Size of the content in bytes. */
  readonly size: number;
}

/** Message from the worker: the results of the upload. */
export interface UploadTime {
  readonly seconds: number;
  /** Peak memory above that before the upload, in bytes. */
  readonly memory: number;
}

/** Message from the store: its URL. */
export interface Listening {
  readonly url: string;
}
