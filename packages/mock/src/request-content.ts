import { MIMEType } from "node:util";
import { isJson, parseJson } from "./json.js";
import { type Fields, parseFields, StyleError } from "./parameter-styles.js";

/** The body of a request, parsed according to its content type. */
export type RequestContent =
  | { readonly kind: "json"; readonly mediaType: string; readonly value: unknown }
  | { readonly kind: "form"; readonly mediaType: string; readonly fields: Fields }
  | { readonly kind: "text"; readonly mediaType: string | undefined; readonly text: string }
  | { readonly kind: "malformed"; readonly reason: string };

/** Reads a body; undefined when there is none. */
export async function readContent(
  contentType: string | undefined,
  body: Buffer,
): Promise<RequestContent | undefined> {
  if (body.length === 0) return undefined;
  const text = body.toString();
  if (contentType === undefined) return { kind: "text", mediaType: undefined, text };
  const mediaType = essenceOf(contentType);
  if (mediaType === undefined) return malformed(`Content-Type "${contentType}" is not a media type`);
  try {
    if (isJson(mediaType)) return { kind: "json", mediaType, value: parseJson(text) };
    if (mediaType === "application/x-www-form-urlencoded") {
      return { kind: "form", mediaType, fields: parseFields(text) };
    }
    if (mediaType === "multipart/form-data") {
      return { kind: "form", mediaType, fields: await parseParts(contentType, body) };
    }
    return { kind: "text", mediaType, text };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError || error instanceof StyleError))
      throw error;
    return malformed(`is not ${mediaType}: ${error.message}`);
  }
}

function malformed(reason: string): RequestContent {
  return { kind: "malformed", reason };
}

/** A media type in lower case without its parameters. `undefined` if it is not a valid one. */
export function essenceOf(contentType: string): string | undefined {
  try {
    return new MIMEType(contentType).essence;
  } catch {
    return undefined;
  }
}

async function parseParts(contentType: string, body: Buffer): Promise<Fields> {
  const response = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  const parts = [...(await response.formData())];
  return Promise.all(
    parts.map(
      async ([name, value]) => [name, typeof value === "string" ? value : await value.text()] as const,
    ),
  );
}
