import { ContentError } from "../errors/index.js";
import type { ByteSource } from "./byte-source.js";
import type { BodyContent } from "./content-types.js";
import { streamSource } from "./stream-source.js";

/**
 * The body of a Response or Request as a source.
 *
 * @throws ContentError when it has no body, its body has already been read, or it is the response of a failed request.
 */
export function bodySource(label: string, content: BodyContent): ByteSource {
  const { body, bodyUsed, headers } = content;
  const { ok, status } = content as Partial<Response>;
  if (ok === false) throw new ContentError(label, `is the Response of a failed request (${status})`);
  if (bodyUsed) throw new ContentError(label, "has already been read");
  if (body === null) throw new ContentError(label, "has no body");
  const type = headers.get("content-type") ?? undefined;
  return streamSource(body, { label, size: sizeIn(headers), type });
}

/** Whether a value is a Response or a Request, or looks like one. */
export function isBody(value: object): value is BodyContent {
  const { headers, bodyUsed } = value as Partial<BodyContent>;
  return typeof headers?.get === "function" && typeof bodyUsed === "boolean";
}

/** The length of an encoded body differs from the length of the decoded data. */
function sizeIn(headers: BodyContent["headers"]): number | undefined {
  const length = headers.get("content-encoding") ? null : headers.get("content-length");
  return /^\d+$/.test(length ?? "") ? Number(length) : undefined;
}
