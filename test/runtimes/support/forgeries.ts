import { webhooks } from "@copilot-sdk/webhooks";
import { RECENT_EVENT, secret } from "./webhook-protocol.ts";
import type { Delivery } from "./webhook-sender.ts";

/** A request that is not an event of the API, and how it must be rejected. */
export interface Forgery extends Delivery {
  /** The problem of the request. */
  readonly name: string;
  readonly status: number;
  /** Code of the `WebhookError`. */
  readonly code: string;
}

const HEADER = "x-copilot-signature";
const body = '{"eventType":"invoice.paid","created":"2020-01-01T00:00:00Z","data":{"id":"in_1"}}';
const signature = await sign(body);

/** All requests that must be rejected. */
export const forgeries: readonly Forgery[] = [
  unauthorized("a body that was changed", "wrong-signature", { [HEADER]: signature }, `${body} `),
  unauthorized("a body that was cut", "wrong-signature", { [HEADER]: signature }, body.slice(0, -1)),
  unauthorized("another's secret", "wrong-signature", { [HEADER]: await sign(body, "another") }),
  unauthorized("no signature", "missing-signature", {}),
  unauthorized("an empty signature", "missing-signature", { [HEADER]: "" }),
  unauthorized("a short signature", "malformed-signature", { [HEADER]: signature.slice(2) }),
  unauthorized("a long signature", "malformed-signature", { [HEADER]: `${signature}00` }),
  unauthorized("a signature in base64", "malformed-signature", { [HEADER]: inBase64(signature) }),
  unauthorized("a signature in capitals", "malformed-signature", { [HEADER]: signature.toUpperCase() }),
  unauthorized("the header twice, once wrong", "several-signatures", {
    [HEADER]: ["8".repeat(64), signature],
  }),
  unauthorized("the header twice, both right", "several-signatures", { [HEADER]: [signature, signature] }),
  { ...unauthorized("an event of long ago", "too-old", { [HEADER]: signature }), path: RECENT_EVENT },
  { ...(await signedAt("2126-01-01T00:00:00Z", "in-the-future")), path: RECENT_EVENT, status: 401 },
  { ...(await signedAt("soon", "invalid-time")), path: RECENT_EVENT },
  {
    ...unauthorized("ten megabytes", "too-large", { [HEADER]: signature }, "x".repeat(10_000_000)),
    status: 413,
  },
  {
    ...unauthorized(
      "ten megabytes of which the length is not said",
      "too-large",
      { [HEADER]: signature, "transfer-encoding": "chunked" },
      "x".repeat(10_000_000),
    ),
    status: 413,
  },
  await signedNonsense("a text that is no JSON", body.slice(0, -1)),
  await signedNonsense("JSON that is not an event", '{"data":{}}'),
  await signedNonsense("UTF-16", Buffer.from(body, "utf16le")),
  await signedNonsense("bytes that are no UTF-8", Buffer.from(body.replace("in_1", "\u00fc"), "latin1")),
  { name: "a GET", method: "GET", headers: { [HEADER]: signature }, status: 405, code: "wrong-method" },
  { name: "a PUT", method: "PUT", headers: { [HEADER]: signature }, body, status: 405, code: "wrong-method" },
];

function unauthorized(
  name: string,
  code: string,
  headers: Forgery["headers"],
  content: string = body,
): Forgery {
  return {
    name,
    headers: { "content-type": "application/json", ...headers },
    body: content,
    status: 401,
    code,
  };
}

/** A correctly signed request that is not an event. */
async function signedNonsense(name: string, content: string | Buffer): Promise<Forgery> {
  return {
    name,
    headers: { [HEADER]: await sign(content) },
    body: content,
    status: 400,
    code: "not-an-event",
  };
}

async function signedAt(created: string, code: string): Promise<Forgery> {
  const event = await signedNonsense(`an event of ${created}`, body.replace("2020-01-01T00:00:00Z", created));
  return { ...event, code };
}

async function sign(content: string | Uint8Array, by = secret): Promise<string> {
  const headers = await webhooks.generateTestHeaders(content, { secret: by });
  return headers[HEADER] ?? "";
}

function inBase64(digits: string): string {
  return Buffer.from(digits, "hex").toString("base64");
}
