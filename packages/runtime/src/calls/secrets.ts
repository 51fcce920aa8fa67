import { type Redact, redactor } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { Credentials } from "./credentials.js";
import type { SentHeaders } from "./outgoing.js";

/** What a client must keep from logs and errors: the one place that knows. */
export class Secrets {
  readonly #key: string;
  readonly #headers: readonly string[];

  /** @param apiKey May have parts, such as a user and a password, of which each is a secret. */
  constructor(apiKey: string | undefined, credentials: Credentials) {
    this.#key = apiKey ?? "";
    this.#headers = Object.keys(credentials.headers ?? {}).map((name) => name.toLowerCase());
  }

  /** Whether a header holds a secret, by its name in lower case. */
  isSecretHeader(name: string, { idempotencyHeader = "Idempotency-Key" }: OperationDefinition): boolean {
    return SECRET.test(name) || this.#headers.includes(name) || name === idempotencyHeader.toLowerCase();
  }

  /** Makes what hides the client's key, and the values of a request's secret headers. */
  redactor(operation: OperationDefinition, headers: SentHeaders = {}): Redact {
    const values = [...new Headers(headers)]
      .filter(([name]) => this.isSecretHeader(name, operation))
      // The secret in `Bearer secret` or `session=secret; a=b` is a part of the value.
      .flatMap(([, value]) => [value, ...value.split(/[ =;,]+/)]);
    return redactor([this.#key, ...this.#key.split(/[:/ ]/), ...values]);
  }
}

const SECRET = /auth|cookie|credential|key|pass|secret|session|signature|token/;
