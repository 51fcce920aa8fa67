/** Bytes in memory. The bytes of a `SharedArrayBuffer` are copied when sent; others are not. */
export type Bytes = ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

/** Chunks of bytes that are read once, in order: a web stream, a Node stream, a generator, an array of chunks. */
export type ByteStream = WebStream | AsyncIterable<Bytes> | Iterable<Bytes>;

/** The part of a web `ReadableStream` that is used. */
export interface WebStream {
  readonly locked: boolean;
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

/** A stream with its size, which the stream itself does not provide. */
export interface StreamContent {
  /**
   * The stream, or a function that opens a new stream on each call. A stream can be read only once; with a function, a failed
   * attempt can be retried.
   */
  readonly stream: ByteStream | (() => ByteStream | Promise<ByteStream>);
  /** Size of the stream in bytes. A stream with more or fewer bytes is an error. */
  readonly size: number;
  /** File name, for a part of a multipart body. Default: the name in a file stream's `path`, otherwise `blob`. */
  readonly name?: string | undefined;
  /** Media type, for a body or a part of one. Default: `application/octet-stream`. */
  readonly type?: string | undefined;
}

/** Text, sent as UTF-8. A plain string is rejected, because it may be meant as a path. */
export interface TextContent {
  readonly text: string;
}

/** The part of a `Blob` or `File` that is used. Polyfills and objects of other realms satisfy it as well. */
export interface BlobContent {
  /** Size in bytes. */
  readonly size: number;
  readonly type: string;
  stream(): WebStream | AsyncIterable<Bytes>;
}

/** The part of a `Response` or `Request` that is used. Its size is its `content-length`. */
export interface BodyContent {
  readonly body: WebStream | AsyncIterable<Bytes> | null;
  readonly bodyUsed: boolean;
  readonly headers: { get(name: string): string | null };
}

/**
 * Content of an upload:
 *
 * - a `Blob` or `File`, such as the result of `fs.openAsBlob(path)`;
 * - bytes: a `Buffer`, a typed array, a `DataView`, an `ArrayBuffer` or a `SharedArrayBuffer`;
 * - `{ stream, size }`: a Node stream, a web stream or an iterable of bytes, with its size in bytes;
 * - a `Response` or `Request` with a `content-length`;
 * - `{ text }`.
 *
 * @example
 * await files.upload(params, await openAsBlob("report.pdf"));
 * await files.upload(params, { stream: createReadStream("big.bin"), size: (await stat("big.bin")).size });
 * await files.upload(params, await fetch("https://example.com/report.pdf"));
 */
export type UploadContent = BlobContent | Bytes | StreamContent | BodyContent | TextContent;

/**
 * A file in a request, as its body or as a part of it:
 *
 * - a `Blob`, such as the result of `fs.openAsBlob(path)`, or a `File`, which has a name: `new File([bytes], "report.pdf")`;
 * - bytes: a `Buffer`, a typed array, a `DataView`, an `ArrayBuffer` or a `SharedArrayBuffer`;
 * - `{ stream, size }`: a Node stream, a web stream or an iterable of bytes, with its size in bytes, and optionally a `name` and a `type`;
 * - a Node stream, a web stream or an async iterable of bytes without its size: the request is sent in chunks, which some servers reject;
 * - a `Response` or `Request`.
 */
export type FileLike = BlobContent | Bytes | StreamContent | BodyContent | WebStream | AsyncIterable<Bytes>;
