/** Content that can be sent, in a uniform form. */
export interface ByteSource {
  /** Name of the content in error messages. */
  readonly label: string;
  /** Size in bytes; undefined if it is known only at the end of the stream. */
  readonly size: number | undefined;
  /** Media type; undefined or empty if the content has none. */
  readonly type?: string | undefined;
  /** File name; undefined if the content has none. */
  readonly name?: string | undefined;
  /** The same content as one object, if `fetch` can send it directly. */
  readonly whole?: Blob | Uint8Array | undefined;
  /** Whether it can be opened more than once. */
  readonly isRepeatable: boolean;
  /** Whether it consists of sources that are checked while they are read. Their errors name the part. */
  readonly hasParts?: true;
  open(): ChunkReader;
}

/** Reads content chunk by chunk. */
export interface ChunkReader {
  /** The next chunk, of any type and size; undefined only at the end. */
  read(): Promise<unknown>;
  /** Stops reading: cancels or destroys the underlying stream. May be called more than once; never throws. */
  close(): void;
}
