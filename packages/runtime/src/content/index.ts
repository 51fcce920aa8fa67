export type { ByteSource, ChunkReader } from "./byte-source.js";
export { CheckedReader } from "./checked-reader.js";
export type { FileLike, StreamContent, UploadContent } from "./content-types.js";
export { canSendStreams } from "./fetch-init.js";
export { fileSource, sourceOf } from "./source-of.js";
export { LARGEST_WHOLE, StreamedBody } from "./streamed-body.js";
