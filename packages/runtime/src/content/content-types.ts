/** Bytes in memory. Those of a `SharedArrayBuffer` are copied when they are sent; the others are not. */
export type Bytes = ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

/** Chunks of bytes that are read once, one after another: a web stream, a Node stream, a generator, an array of chunks. */
export type ByteStream = WebStream | AsyncIterable<Bytes> | Iterable<Bytes>;

/** The part of a web `ReadableStream` that is used. */
export interface WebStream {
  readonly locked: boolean;
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

/** A stream with the size that it does not tell by itself. */
export interface StreamContent {
  /**
   * What to read. A stream can be read only once; a function that opens a new one each time it is called allows the content
   * to be sent again after a failed attempt.
   */
  readonly stream: ByteStream | (() => ByteStream | Promise<ByteStream>);
  /** Number of bytes that the stream gives. More or fewer are an error. */
  readonly size: number;
  /** File name, for a part of a multipart body. Default: the name in a file stream's `path`, otherwise `blob`. */
  readonly name?: string | undefined;
  /** Media type, for a body or a part of one. Default: `application/octet-stream`. */
  readonly type?: string | undefined;
}

/** Text, sent as UTF-8. A bare string is refused, because it may be meant as a path. */
export interface TextContent {
  readonly text: string;
}

/** The part of a `Blob` or `File` that is used; also satisfied by those of polyfills and of other realms. */
export interface BlobContent {
  /** Bytes. */
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
 * What an upload sends:
 *
 * - a `Blob` or `File`, also the one of `fs.openAsBlob(path)`;
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
