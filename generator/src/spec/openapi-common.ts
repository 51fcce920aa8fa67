/** Extension members. Those that the generator supports are also declared with their types. */
export interface Extensible {
  readonly [extension: `x-${string}`]: unknown;
}

export interface ExternalDocumentation extends Extensible {
  readonly url: string;
  readonly description?: string;
}

/** `x-stability: preview` marks parts that may still change. `x-doubt` is the reason. */
export interface StabilityExtension {
  readonly "x-stability"?: "preview" | "stable";
  readonly "x-doubt"?: string;
}

/** `deprecated`, with what to use instead in `x-deprecated-reason`. */
export interface DeprecationExtension {
  readonly deprecated?: boolean;
  readonly "x-deprecated-reason"?: string;
}
