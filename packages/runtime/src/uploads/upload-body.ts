import { StreamedBody, sourceOf } from "../content/index.js";
import { ContentError } from "../errors/index.js";

/**
 * The body of the request that sends the content.
 *
 * @param label What the content is called in messages.
 * @param onSent Called with the number of bytes that were sent and of all bytes, whenever some were sent.
 * @throws TypeError when it is no content, or its size is not known.
 */
export function uploadBody(
  label: string,
  content: unknown,
  onSent: (sent: number, total: number) => void,
): StreamedBody {
  const source = sourceOf(label, content);
  const { size } = source;
  if (size === undefined) {
    throw new ContentError(label, "has no known size: pass { stream, size } with its number of bytes");
  }
  return new StreamedBody(source, (sent) => onSent(sent, size));
}
