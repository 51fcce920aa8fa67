import { type Redact, redactor } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { SentHeaders } from "./outgoing.js";

/** The secrets of a client that must not appear in logs and errors. */
export class Secrets {
  readonly #values: readonly string[];
  readonly #headers: readonly string[];

  /**
   * @param values May have parts, such as a user and a password, each of which is a secret. Values that are added to the array later
   * are hidden from then on.
   * @param headers The headers that contain them.
   */
  constructor(values: readonly string[], headers: readonly string[]) {
    this.#values = values;
    this.#headers = headers.map((name) => name.toLowerCase());
  }

  /** Whether the header with this lower-case name contains a secret. */
  isSecretHeader(name: string, { idempotencyHeader = "Idempotency-Key" }: OperationDefinition): boolean {
    return SECRET.test(name) || this.#headers.includes(name) || name === idempotencyHeader.toLowerCase();
  }

  /** Creates a function that hides the client's secrets and the values of a request's secret headers. */
  redactor(operation: OperationDefinition, headers: SentHeaders = {}): Redact {
    const values = [...new Headers(headers)]
      .filter(([name]) => this.isSecretHeader(name, operation))
      // The secret in `Bearer secret` or `session=secret; a=b` is only a part of the value.
      .flatMap(([, value]) => [value, ...value.split(/[ =;,]+/)]);
    return redactor([...this.#values.flatMap((value) => [value, ...value.split(/[:/ ]/)]), ...values]);
  }
}

const SECRET = /auth|cookie|credential|key|pass|secret|session|signature|token/;
