/** To the process that uploads: what to send, and how. It answers with {@link UploadTime}, and can do so once. */
export interface UploadJob {
  /** Address of the store. */
  readonly url: string;
  readonly way: string;
  readonly content: string;
  /** Path of a file with the content. */
  readonly path: string;
  /** Bytes of the content. */
  readonly size: number;
}

/** From that process: what the upload took. */
export interface UploadTime {
  readonly seconds: number;
  /** Most bytes of memory above those that the process had before it. */
  readonly memory: number;
}

/** From the process of the store: where it is. */
export interface Listening {
  readonly url: string;
}
