import { checkedSendBy, type Send } from "../calls/index.js";
import type { StreamedBody } from "../content/index.js";
import { APIError } from "../errors/index.js";
import { type OperationDefinition, operation } from "../operations/index.js";
import { readBody } from "../responses/index.js";
import { propertyOf } from "./property-of.js";
import type { StallLimit } from "./stall-limit.js";
import type { UploadOperation } from "./upload-operation.js";
import type { UploadSettings } from "./upload-settings.js";

/** The request that sends the content, as an operation; its parameter `content` is the body. */
export function contentOperation({
  create,
  contentType,
}: UploadOperation<never, unknown>): OperationDefinition {
  const definition: OperationDefinition = {
    id: create.id,
    // Repeating it has the same effect, whatever its method.
    method: "PUT",
    path: "the storage",
    body: "binary",
    bodyParameter: "content",
    contentType,
    response: "empty",
    authentication: false,
  };
  return operation(definition, { body: (value) => ({ content: value as StreamedBody, contentType }) });
}

/**
 * Settings of that request. It uses only `fetch` of the client: the URL itself grants the permission, and the key must not be sent
 * to its host.
 */
export function contentSettings(
  settings: UploadSettings,
  { method }: UploadOperation<never, unknown>,
  url: string,
  limit: StallLimit,
): UploadSettings {
  const send = checkedSendBy(settings.fetch, settings.secrets);
  return {
    ...settings,
    send: limit.limited(accepted((request, operation) => send({ ...request, url, method }, operation))),
    userAgent: undefined,
    defaultHeaders: undefined,
    middleware: [],
    onData: undefined,
    limiter: undefined,
    quota: undefined,
  };
}

/**
 * The URL for the content, from the response that created the file.
 *
 * @throws APIError when there is none. A URL without TLS is accepted only from a server that is itself accessed without TLS.
 */
export function addressOf(baseURL: string, created: unknown, property: string): string {
  const url = propertyOf(created, property);
  const scheme = typeof url === "string" ? /^https?:(?=\/\/)/i.exec(url)?.[0].toLowerCase() : undefined;
  if (scheme === "https:" || (scheme === "http:" && baseURL.startsWith("http:"))) return url as string;
  throw new APIError(`the server sent no URL for the content: ${property} is not an https URL`);
}

/** Reads the response, and converts a rejection to an error. Its body may repeat the URL, which is a secret, so only its code is used. */
function accepted(send: Send): Send {
  return async (request, operation) => {
    const response = await send(request, operation);
    const { ok, status, headers } = response;
    const content = await readBody(response, MOST_READ, "text").catch(() => "");
    if (ok) return new Response(null, { headers });
    const code = /<Code>(\w+)<\/Code>/.exec(String(content))?.[1];
    // Browsers do not reveal the status of a redirect.
    const said = [status || "a redirect", code].filter(Boolean).join(" ");
    throw new APIError(`the content was rejected: ${said}`, { status, headers, code });
  };
}

/** Maximum number of bytes read from a storage's response, of which only the error code is used. */
const MOST_READ = 65_536;
