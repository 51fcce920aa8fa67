import { systemClock } from "../platform/index.js";
import { checkAge } from "./event-age.js";
import { bytesOf, type WebhookBody } from "./raw-body.js";
import { secretsOf } from "./secrets.js";
import { type HeaderValue, Signatures, signatureBytes } from "./signature.js";
import { checkVerifyOptions, type Delivery, type VerifyOptions } from "./verification.js";
import { WebhookError } from "./webhook-error.js";
import { createHandler, type WebhookHandler, type WebhookHandlerOptions } from "./webhook-handler.js";
import type { HeaderEntries, WebhookHeaders } from "./webhook-request.js";

/** Description of an API's webhooks. */
export interface WebhookDescription {
  /** The header with the signature: HMAC-SHA256 of the raw body with the secret, in hexadecimal digits. */
  readonly header: string;
  /** The property that distinguishes the types of events. */
  readonly discriminator: string;
  /** The property with the time when an event was created, if events have one. */
  readonly timestamp?: string;
  /** Prefix of the environment variable with the secret, `<prefix>_WEBHOOK_SECRET`. */
  readonly environment: string;
  /** Parses the body of a request. Default: `JSON.parse`. `int64Parser` creates one for events with 64-bit integers. */
  readonly parse?: (text: string) => unknown;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Receives the events of an API: verifies who sent a request, and reads its event. */
export class WebhookReceiver<Event, Discriminator extends string> {
  readonly #description: WebhookDescription;
  readonly #signatures = new Signatures();

  constructor(description: WebhookDescription) {
    this.#description = description;
  }

  /**
   * Verifies a request and returns its event, including unknown properties.
   *
   * @param body The raw body, byte for byte: JSON that was parsed and serialized again may differ.
   * @throws WebhookError when the request is not an event of the API. Respond with its `status`.
   * @throws ConfigurationError when there is no secret, or an option has an invalid value.
   *
   * @example
   * const event = await webhooks.unwrap(await request.text(), request.headers, { secret });
   */
  async unwrap(body: WebhookBody, headers: WebhookHeaders, options: VerifyOptions = {}): Promise<Event> {
    return (await this.receive(body, headers, options)).event;
  }

  /** Like `unwrap`, with the name of the delivery, which identifies repetitions. */
  async receive(
    body: WebhookBody,
    headers: WebhookHeaders,
    options: VerifyOptions = {},
  ): Promise<Delivery<Event>> {
    const { header = this.#description.header, maxAge, clock = systemClock } = options;
    checkVerifyOptions(options);
    const secrets = this.#secrets(options);
    const bytes = bytesOf(body, options.maxBytes);
    const name = headerOf(headers, header);
    const signature = signatureBytes(name, header);
    if (!(await this.#signatures.isValid(bytes, signature, secrets))) {
      throw new WebhookError("wrong-signature", `${header} does not match the body and the secret`);
    }
    const event = this.#parse(bytes);
    const { timestamp } = this.#description;
    if (maxAge !== undefined && timestamp !== undefined) checkAge(event[timestamp], maxAge, clock.date());
    return { event: event as Event, name: String(name) };
  }

  /**
   * Creates the headers that make a body an event of the API, for tests of code that receives events.
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
    checkVerifyOptions(options);
    const [secret = ""] = this.#secrets(options);
    const signature = await this.#signatures.sign(bytesOf(body, Infinity), secret);
    return { "content-type": "application/json", [header.toLowerCase()]: signature };
  }

  /**
   * Creates a handler that calls a function for each event, with adapters for servers. A missing secret is an error of the first
   * request, not of this call, so that a program can be built without its secrets. The environment variable is read until it is
   * found, and then never again.
   *
   * @throws ConfigurationError when an option has an invalid value.
   */
  handler(options: WebhookHandlerOptions<Event, Discriminator>): WebhookHandler {
    let secret: readonly string[] | undefined;
    return createHandler(
      (body, headers) => {
        secret ??= this.#secrets(options);
        return this.receive(body, headers, { ...options, secret });
      },
      this.#description.discriminator,
      options,
    );
  }

  /** @throws ConfigurationError when there are none. */
  #secrets({ secret }: VerifyOptions): readonly string[] {
    return secretsOf(`${this.#description.environment}_WEBHOOK_SECRET`, secret);
  }

  #parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
    const { discriminator } = this.#description;
    let event: unknown;
    try {
      const { parse = JSON.parse } = this.#description;
      event = parse(utf8.decode(bytes));
    } catch {
      throw new WebhookError("not-an-event", "the body is signed, but is not JSON");
    }
    const value = (event as Readonly<Record<string, unknown>> | null)?.[discriminator];
    if (typeof value !== "string") {
      throw new WebhookError("not-an-event", `the body is signed, but has no string ${discriminator}`);
    }
    return event as Readonly<Record<string, unknown>>;
  }
}

function headerOf(headers: WebhookHeaders, name: string): HeaderValue {
  const wanted = name.toLowerCase();
  // Some servers have their own class of headers.
  const entries =
    Symbol.iterator in Object(headers) ? (headers as HeaderEntries) : Object.entries(headers ?? {});
  const values = [...entries]
    .filter(([key, value]) => key.toLowerCase() === wanted && value != null)
    .flatMap(([, value]) => value as string | readonly string[]);
  return values.length === 1 ? values[0] : values;
}
