/** A query parameter: its name, or its name and encoding. Default: form, exploded. */
export type QueryParameter = string | StyledQueryParameter;

/** A query parameter that is not encoded in the default way. */
export interface StyledQueryParameter {
  readonly name: string;
  /** The property of the parameters that has the value. Default: the name. */
  readonly property?: string;
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /** Default: true for `form`, otherwise false. */
  readonly explode?: boolean;
  /** True: characters such as `/`, `:` and `,` are not encoded. `#`, `&`, `+` and `%` always are. */
  readonly allowReserved?: true;
  /** The value is encoded as JSON. */
  readonly content?: "json";
  /** The value is the whole query, in this format, without the parameter's name: `wholeQuery` encodes it. */
  readonly whole?: "form" | "json" | "text";
}

/** A path parameter that is not a single string. */
export interface PathParameter {
  readonly name: string;
  /** `a,b`, `.a.b` or `;name=a`. Default: `simple`. */
  readonly style?: "simple" | "label" | "matrix";
  readonly explode?: true;
  /** The value is encoded as JSON. */
  readonly content?: "json";
}

/** A header: its name on the wire, or its name and the encoding of an object. */
export type HeaderParameter = string | StyledHeaderParameter;

/** A header whose value is an object (`a,1,b,2`, exploded `a=1,b=2`) or JSON. */
export interface StyledHeaderParameter {
  readonly name: string;
  /** The property of the parameters that has the value. Default: the name. */
  readonly property?: string;
  readonly style?: "simple";
  readonly explode?: true;
  readonly content?: "json";
}

/** A cookie. Arrays repeat the name; objects become one cookie for each property. */
export interface CookieParameter {
  readonly name: string;
  /** The property of the parameters that has the value. Default: the name. */
  readonly property?: string;
  /** False: an array is `a,b`, an object `a,1,b,2`. */
  readonly explode?: false;
  readonly content?: "json";
}

/** Encoding of a form property that is not encoded in the default way. */
export interface FieldEncoding {
  readonly name: string;
  readonly style?: StyledQueryParameter["style"];
  /** Default: true for `form`, otherwise false. */
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** The media type of the value, or several, separated by commas. A file keeps its own. */
  readonly contentType?: string;
  /** Additional headers of the part in a multipart body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The name of a parameter on the wire. */
export function parameterName(parameter: string | { readonly name: string }): string {
  return typeof parameter === "string" ? parameter : parameter.name;
}

/** The value of a parameter in the parameters of a call; undefined if there is none. Inherited properties do not count. */
export function valueIn(
  values: Readonly<Record<string, unknown>>,
  parameter: string | { readonly name: string; readonly property?: string },
): unknown {
  const property = propertyOf(parameter);
  return Object.hasOwn(values, property) ? values[property] : undefined;
}

/** The property of the parameters of a call that has the value of a parameter. */
export function propertyOf(
  parameter: string | { readonly name: string; readonly property?: string },
): string {
  return typeof parameter === "string" ? parameter : (parameter.property ?? parameter.name);
}
