/** Content that can be sent, whatever it came as. */
export interface ByteSource {
  /** What it is called in messages. */
  readonly label: string;
  /** Number of bytes; undefined where only the end of a stream tells it. */
  readonly size: number | undefined;
  /** Media type; undefined or empty where the content has none. */
  readonly type?: string | undefined;
  /** File name; undefined where the content has none. */
  readonly name?: string | undefined;
  /** The same content in one piece, where it is one that `fetch` can send by itself. */
  readonly whole?: Blob | Uint8Array | undefined;
  /** Whether it can be opened more than once. */
  readonly isRepeatable: boolean;
  open(): ChunkReader;
}

/** Reads content chunk by chunk. */
export interface ChunkReader {
  /** The next chunk, of any kind and size; undefined at the end. */
  read(): Promise<unknown>;
  /** Ends reading: the stream behind it is cancelled or destroyed. It may be called more than once, and never throws. */
  close(): void;
}
