import { ConfigurationError } from "../errors/index.js";
import { readEnvironment } from "../platform/index.js";
import { bytesOf, DEFAULT_MAX_BYTES, tooLarge, type WebhookBody } from "./raw-body.js";
import { type HeaderValue, Signatures, signatureBytes } from "./signature.js";
import type { Delivery, EventVerifier, VerifyOptions } from "./verification.js";
import { WebhookError } from "./webhook-error.js";
import { createHandler, type WebhookHandler, type WebhookHandlerOptions } from "./webhook-handler.js";
import type { WebhookHeaders } from "./webhook-request.js";

/** What is special about an API's webhooks. */
export interface WebhookDescription {
  /** The header with the signature: HMAC-SHA256 of the raw body with the secret, in hexadecimal digits. */
  readonly header: string;
  /** The property that tells events apart. */
  readonly discriminator: string;
  /** The property that says when an event was made, where events have one. */
  readonly timestamp?: string;
  /** Prefix of the environment variable with the secret, `<prefix>_WEBHOOK_SECRET`. */
  readonly environment: string;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Receives the events of an API: verifies who sent a request, and reads its event. */
export class WebhookReceiver<Event, Discriminator extends string> implements EventVerifier<Event> {
  readonly #description: WebhookDescription;
  readonly #signatures = new Signatures();

  constructor(description: WebhookDescription) {
    this.#description = description;
  }

  /**
   * Verifies a request and gives its event, with everything that it came with.
   *
   * @param body The raw body, byte for byte: JSON that was parsed and written again is another text.
   * @throws WebhookError when the request is no event of the API; its `status` is what to answer.
   * @throws ConfigurationError when there is no secret.
   *
   * @example
   * const event = await webhooks.unwrap(await request.text(), request.headers, { secret });
   */
  async unwrap(body: WebhookBody, headers: WebhookHeaders, options: VerifyOptions = {}): Promise<Event> {
    return (await this.receive(body, headers, options)).event;
  }

  /** Like `unwrap`, with the name of the delivery, by which a repetition is known. */
  async receive(
    body: WebhookBody,
    headers: WebhookHeaders,
    options: VerifyOptions = {},
  ): Promise<Delivery<Event>> {
    const { header = this.#description.header, maxBytes = DEFAULT_MAX_BYTES } = options;
    const secrets = this.secrets(options.secret);
    const bytes = bytesOf(body);
    if (bytes.length > maxBytes) throw tooLarge(maxBytes);
    const name = headerOf(headers, header);
    const signature = signatureBytes(name, header);
    if (!(await this.#signatures.isRight(bytes, signature, secrets))) {
      throw new WebhookError("wrong-signature", `${header} fits neither the body nor the secret`);
    }
    const event = this.#parse(typeof body === "string" ? body : bytes);
    this.#checkAge(event, options.maxAge);
    return { event: event as Event, name: String(name) };
  }

  /**
   * Headers that make a body an event of the API, for tests of code that receives events.
   *
   * @example
   * const body = JSON.stringify({ eventType: "client.created", data });
   * const headers = await webhooks.generateTestHeaders(body, { secret: "test" });
   * const response = await handler.fetch(new Request("https://app.test", { method: "POST", body, headers }));
   */
  async generateTestHeaders(
    body: WebhookBody,
    options: Pick<VerifyOptions, "secret" | "header"> = {},
  ): Promise<Record<string, string>> {
    const { header = this.#description.header } = options;
    const [secret = ""] = this.secrets(options.secret);
    const signature = await this.#signatures.sign(bytesOf(body), secret);
    return { "content-type": "application/json", [header.toLowerCase()]: signature };
  }

  /** A handler of requests that calls a function for each event, with adapters for servers. */
  handler(options: WebhookHandlerOptions<Event, Discriminator>): WebhookHandler {
    // A missing secret is said at the start, not at the first event.
    this.secrets(options.secret);
    return createHandler(this, this.#description.discriminator, options);
  }

  /** @throws ConfigurationError when there is none, or one is empty. */
  secrets(option: string | readonly string[] | undefined): readonly string[] {
    const variable = `${this.#description.environment}_WEBHOOK_SECRET`;
    const given = option ?? readEnvironment(variable)?.split(",");
    const secrets = typeof given === "string" ? [given] : (given ?? []);
    if (secrets.length === 0 || secrets.some((secret) => typeof secret !== "string" || secret === "")) {
      throw new ConfigurationError(`no webhook secret: pass the option secret or set ${variable}`);
    }
    return secrets;
  }

  #parse(body: string | Uint8Array): Readonly<Record<string, unknown>> {
    const { discriminator } = this.#description;
    let event: unknown;
    try {
      event = JSON.parse(typeof body === "string" ? body : utf8.decode(body));
    } catch {
      throw new WebhookError("not-an-event", "the body is signed, but is not JSON");
    }
    const value = (event as Readonly<Record<string, unknown>> | null)?.[discriminator];
    if (typeof value !== "string") {
      throw new WebhookError("not-an-event", `the body is signed, but has no text ${discriminator}`);
    }
    return event as Readonly<Record<string, unknown>>;
  }

  #checkAge(event: Readonly<Record<string, unknown>>, maxAge = Number.POSITIVE_INFINITY): void {
    const { timestamp } = this.#description;
    const made = timestamp === undefined ? Number.NaN : Date.parse(String(event[timestamp]));
    if ((Date.now() - made) / 1000 > maxAge) {
      throw new WebhookError("too-old", `the event was made more than ${maxAge} seconds ago`);
    }
  }
}

function headerOf(headers: WebhookHeaders, name: string): HeaderValue {
  if (headers instanceof Headers) return headers.get(name);
  const wanted = name.toLowerCase();
  const values = Object.entries(headers)
    .filter(([key, value]) => key.toLowerCase() === wanted && value != null)
    .flatMap(([, value]) => value as string | readonly string[]);
  return values.length === 1 ? values[0] : values;
}
