/** Members that OpenAPI leaves to others; those that the generator knows have their own type beside this one. */
export interface Extensible {
  readonly [extension: `x-${string}`]: unknown;
}

export interface ExternalDocumentation extends Extensible {
  readonly url: string;
  readonly description?: string;
}

/** `x-stability`: what is marked `preview` may still change; `x-doubt` says why. */
export interface StabilityExtension {
  readonly "x-stability"?: "preview" | "stable";
  readonly "x-doubt"?: string;
}

/** `deprecated`, and in `x-deprecated-reason` what to use instead. */
export interface DeprecationExtension {
  readonly deprecated?: boolean;
  readonly "x-deprecated-reason"?: string;
}
