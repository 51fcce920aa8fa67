import { type Redact, redactor } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { Credentials } from "./credentials.js";
import type { SentHeaders } from "./outgoing.js";

/** The secrets of a client that must not appear in logs and errors. */
export class Secrets {
  readonly #key: string;
  readonly #headers: readonly string[];

  /** @param apiKey May have parts, such as a user and a password, each of which is a secret. */
  constructor(apiKey: string | undefined, credentials: Credentials) {
    this.#key = apiKey ?? "";
    this.#headers = Object.keys(credentials.headers ?? {}).map((name) => name.toLowerCase());
  }

  /** Whether the header with this lower-case name contains a secret. */
  isSecretHeader(name: string, { idempotencyHeader = "Idempotency-Key" }: OperationDefinition): boolean {
    return SECRET.test(name) || this.#headers.includes(name) || name === idempotencyHeader.toLowerCase();
  }

  /** Creates a function that hides the client's key and the values of a request's secret headers. */
  redactor(operation: OperationDefinition, headers: SentHeaders = {}): Redact {
    const values = [...new Headers(headers)]
      .filter(([name]) => this.isSecretHeader(name, operation))
      // The secret in `Bearer secret` or `session=secret; a=b` is only a part of the value.
      .flatMap(([, value]) => [value, ...value.split(/[ =;,]+/)]);
    return redactor([this.#key, ...this.#key.split(/[:/ ]/), ...values]);
  }
}

const SECRET = /auth|cookie|credential|key|pass|secret|session|signature|token/;
