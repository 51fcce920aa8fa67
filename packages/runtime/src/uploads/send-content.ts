import { readBody } from "../answers/index.js";
import { type Send, sendBy } from "../calls/index.js";
import type { StreamedBody } from "../content/index.js";
import { APIError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { propertyOf } from "./property-of.js";
import type { StallLimit } from "./stall-limit.js";
import type { UploadOperation } from "./upload-operation.js";
import type { UploadSettings } from "./upload-settings.js";

/** The request that sends the content, as an operation; its parameter `content` is the body. */
export function contentOperation({
  create,
  contentType,
}: UploadOperation<never, unknown>): OperationDefinition {
  return {
    id: create.id,
    // Repeating it has the same effect, whatever its method.
    method: "PUT",
    path: "the storage",
    body: "binary",
    bodyParameter: "content",
    contentType,
    response: "empty",
    authentication: false,
    "~encoders": { body: (value) => ({ content: value as StreamedBody, contentType }) },
  };
}

/**
 * Settings for that request: of the client's it has only `fetch`. The address is the permission, and the key is not for the
 * place that it leads to.
 */
export function contentSettings(
  settings: UploadSettings,
  { method }: UploadOperation<never, unknown>,
  url: string,
  limit: StallLimit,
): UploadSettings {
  const send = sendBy(settings.fetch, settings.secrets);
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
 * The address for the content, as the server gave it when it created the file.
 *
 * @throws APIError when there is none. Only a server that is itself reached without TLS may name one without TLS.
 */
export function addressOf(baseURL: string, created: unknown, property: string): string {
  const url = propertyOf(created, property);
  const scheme = typeof url === "string" ? /^https?:(?=\/\/)/i.exec(url)?.[0].toLowerCase() : undefined;
  if (scheme === "https:" || (scheme === "http:" && baseURL.startsWith("http:"))) return url as string;
  throw new APIError(`the server gave no address for the bytes: ${property} is no https address`);
}

/** Reads the response, and makes an error of a refusal. Its text may repeat the address, which is a secret, so only its code is used. */
function accepted(send: Send): Send {
  return async (request, operation) => {
    const response = await send(request, operation);
    const { ok, status, headers } = response;
    const content = await readBody(response, MOST_READ, "text").catch(() => "");
    if (ok) return new Response(null, { headers });
    const code = /<Code>(\w+)<\/Code>/.exec(String(content))?.[1];
    // A browser shows no status of a redirect.
    const said = [status || "a redirect", code].filter(Boolean).join(" ");
    throw new APIError(`the bytes were not taken: ${said}`, { status, headers, code });
  };
}

/** Bytes of a storage's response that are read: it says little, and nothing that is needed beside a code. */
const MOST_READ = 65_536;
