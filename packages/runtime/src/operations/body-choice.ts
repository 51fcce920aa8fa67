import type { FieldEncoding } from "./parameters.js";

/** The encoding of a body. */
export type BodyEncoding = "json" | "form" | "multipart" | "binary" | "text";

/** The media types between which callers of an operation choose. */
export interface BodyChoice {
  /** The parameter that names the media type of the body. It is not sent. */
  readonly parameter: string;
  /** Media types of the body that the operation itself describes. It is sent if the parameter is absent. */
  readonly default: readonly string[];
  readonly others: readonly BodyAlternative[];
}

/** Another body of an operation. */
export interface BodyAlternative {
  /** The values of the parameter for this body. In place of a range, such as `image/*`, the type of the content is sent. */
  readonly mediaTypes: readonly string[];
  readonly body: BodyEncoding;
  /** The parameter that is the whole body. Absent: all parameters that are sent nowhere else. */
  readonly bodyParameter?: string;
  /** The properties of a form that are not encoded in the default way. */
  readonly fields?: readonly FieldEncoding[];
}

/**
 * The parameters of an operation with several bodies. Those of the default body exclude the parameters that only the others have, so
 * the compiler rejects a mixture.
 */
export type ParamsChoice<Default, Others> =
  | (Default & { readonly [Name in Exclude<NameIn<Others>, keyof Default>]?: undefined })
  | Others;

/** The names of the properties of any member of a union. */
type NameIn<Union> = Union extends unknown ? keyof Union : never;
