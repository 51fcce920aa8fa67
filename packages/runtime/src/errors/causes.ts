/** An error of the system or a library; its members may have unexpected types. */
export interface Failure {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** An error, its cause, the cause of that, and so on. */
export function causesOf(failure: unknown): readonly Failure[] {
  const causes: Failure[] = [];
  for (let cause = failure; typeof cause === "object" && cause !== null && causes.length < MOST_CAUSES; ) {
    causes.push(cause);
    ({ cause } = cause as Failure);
  }
  return causes;
}

/** The code of an error, if it is one of the system, Node's fetch, TLS or compression. Other codes may be secrets. */
export function knownCode({ code }: Failure): string | undefined {
  return typeof code === "string" && KNOWN.test(code) ? code : undefined;
}

const MOST_CAUSES = 5;
const KNOWN =
  /^(E[A-Z]{2,13}|EAI_[A-Z]+|UND_ERR_[A-Z_]+|HPE_[A-Z_]+|Z_[A-Z_]+|ERR_[A-Z_\d]+|[A-Z_]*(CERT|ISSUER|SIGNATURE)[A-Z_]*)$/;
