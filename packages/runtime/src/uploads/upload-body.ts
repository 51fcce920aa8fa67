import { StreamedBody, sourceOf } from "../content/index.js";
import { ContentError } from "../errors/index.js";

/**
 * The body of the request that sends the content.
 *
 * @param label Name of the content in error messages.
 * @param onSent Called whenever bytes were sent, with the number of bytes sent so far and the total.
 * @throws TypeError when it is not valid content, or its size is unknown.
 */
export function uploadBody(
  label: string,
  content: unknown,
  onSent: (sent: number, total: number) => void,
): StreamedBody {
  const source = sourceOf(label, content);
  const { size } = source;
  if (size === undefined) {
    throw new ContentError(label, "has no known size: pass { stream, size } with its size in bytes");
  }
  return new StreamedBody(source, (sent) => onSent(sent, size));
}
