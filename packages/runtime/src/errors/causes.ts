/** What systems and libraries make of errors; each member may have another type than it should. */
export interface Failure {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** A failure, what caused it, and so on. */
export function causesOf(failure: unknown): readonly Failure[] {
  const causes: Failure[] = [];
  for (let cause = failure; typeof cause === "object" && cause !== null && causes.length < MOST_CAUSES; ) {
    causes.push(cause);
    ({ cause } = cause as Failure);
  }
  return causes;
}

/** A failure's code if it is one of a system, of Node's fetch, of TLS or of compression. Another one may be a secret. */
export function knownCode({ code }: Failure): string | undefined {
  return typeof code === "string" && KNOWN.test(code) ? code : undefined;
}

const MOST_CAUSES = 5;
const KNOWN =
  /^(E[A-Z]{2,13}|EAI_[A-Z]+|UND_ERR_[A-Z_]+|HPE_[A-Z_]+|Z_[A-Z_]+|ERR_[A-Z_\d]+|[A-Z_]*(CERT|ISSUER|SIGNATURE)[A-Z_]*)$/;
