import { ContentError, StreamedBody, sourceOf, type UploadContent } from "../content/index.js";
import { guarded, type Logger } from "../platform/index.js";
import type { UploadOptions } from "./upload-options.js";

/**
 * The body of the request that sends the content.
 *
 * @param onSent Called whenever some of it was sent.
 * @throws TypeError when it is no content, its size is not known, or an option is wrong.
 */
export function uploadBody(
  content: UploadContent,
  { onProgress, pollTimeout = 0 }: UploadOptions,
  logger: Logger,
  onSent: () => void,
): StreamedBody {
  if (Number.isNaN(pollTimeout)) throw new TypeError(`pollTimeout cannot be ${pollTimeout}`);
  const source = sourceOf("content", content);
  const { label, size: total } = source;
  if (total === undefined) {
    throw new ContentError(label, "its size is not known: pass { stream, size } with the number of bytes");
  }
  const report = guarded("onProgress", onProgress, logger);
  return new StreamedBody(source, (sent) => {
    onSent();
    report?.({ sent, total });
  });
}
