/** Does something with telemetry; undefined when it throws, or rejects. */
export type Quietly = <Result>(work: () => Result) => Result | undefined;

/** Keeps what telemetry throws from calls, and tells of it. */
export function quietWith(onError: ((error: unknown) => void) | undefined): Quietly {
  const tell = (error: unknown): void => {
    try {
      onError?.(error);
    } catch {
      // There is nobody left to tell.
    }
  };
  return (work) => {
    try {
      return work();
    } catch (error) {
      tell(error);
      return undefined;
    }
  };
}

/**
 * Makes something when it is first needed, once: a provider may be registered after the client was made. What cannot be
 * made is not tried again.
 */
export function lazily<Thing>(make: () => Thing, quietly: Quietly): () => Thing | undefined {
  let made: { readonly thing: Thing | undefined } | undefined;
  return () => {
    made ??= { thing: quietly(make) };
    return made.thing;
  };
}
