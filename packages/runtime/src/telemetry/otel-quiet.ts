/** Runs code of the telemetry; returns undefined if it throws. */
export type Quietly = <Result>(work: () => Result) => Result | undefined;

/** Catches exceptions of the telemetry and reports them, so that they never reach a call. */
export function quietWith(onError: ((error: unknown) => void) | undefined): Quietly {
  const report = (error: unknown): void => {
    try {
      onError?.(error);
    } catch {
      // There is no other place to report it.
    }
  };
  return (work) => {
    try {
      return work();
    } catch (error) {
      report(error);
      return undefined;
    }
  };
}

/**
 * Creates a value once, when it is first needed, because a provider may be registered after the client was created. If that fails,
 * it is not retried.
 */
export function lazily<Thing>(make: () => Thing, quietly: Quietly): () => Thing | undefined {
  let made: { readonly thing: Thing | undefined } | undefined;
  return () => {
    made ??= { thing: quietly(make) };
    return made.thing;
  };
}
