import type { Constraints, Property, SampleValue } from "./type-model.ts";

/** A path parameter that is an array, an object or JSON, or that has a prefix. */
export interface PathStyle {
  readonly name: string;
  readonly style?: "label" | "matrix";
  readonly explode?: true;
  readonly content?: "json";
}

export interface QueryParameter {
  readonly name: string;
  /** The property in which callers pass it, if it is not the name. */
  readonly property?: string;
  readonly style?: "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: false;
  readonly allowReserved?: true;
  readonly content?: "json";
  /** The parameter is the whole query, in this format. */
  readonly whole?: "form" | "json" | "text";
}

export interface HeaderParameter {
  readonly name: string;
  /** The property in which callers pass it, if it is not the name. */
  readonly property?: string;
  /** Encoding of an object: `a,1,b,2`, exploded `a=1,b=2`, or JSON. Absent: it is not an object. */
  readonly style?: "object" | "exploded" | "json";
}

export interface CookieParameter {
  readonly name: string;
  /** The property in which callers pass it, if it is not the name. */
  readonly property?: string;
  readonly explode?: false;
  readonly content?: "json";
}

/** Encoding of a form property, if it is not the default of its type. */
export interface FieldEncoding {
  readonly name: string;
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: false;
  readonly allowReserved?: true;
  readonly contentType?: string;
  /** Additional headers of its part, with their values. */
  readonly headers?: { readonly [name: string]: string };
}

/** The encoding of a request body. */
export interface Payload {
  readonly encoding: "json" | "form" | "multipart" | "binary" | "text";
  /** The encodings of a form. */
  readonly fields?: readonly FieldEncoding[];
  /** The parameter with the whole body. Absent if the properties of the body are parameters. */
  readonly parameter?: string;
  /** Constraints of the whole body, if its properties are parameters. They are not part of the generated code. */
  readonly constraints?: Constraints;
}

export interface BodyModel extends Payload {
  readonly contentType?: string;
  /** Media types of the document that the SDK does not send. */
  readonly unused?: readonly string[];
  /** The body may be omitted. */
  readonly optional?: true;
  /** Present if callers choose between several media types. */
  readonly choice?: BodyChoice;
}

/** The media types of a request body between which callers choose. */
export interface BodyChoice {
  /** The parameter that names the media type. */
  readonly parameter: string;
  /** The media types of the default body. */
  readonly usual: readonly string[];
  /** In the order of preference. */
  readonly alternatives: readonly BodyAlternative[];
}

/** Another body of an operation, with other parameters. */
export interface BodyAlternative extends Payload {
  readonly mediaTypes: readonly string[];
  readonly params: ParamsType;
  readonly sample: OperationSample["params"];
}

export interface ParamsType {
  readonly name: string;
  readonly properties: readonly Property[];
  /** True if the argument is required. */
  readonly required: boolean;
  /**
   * The operation had no parameters before, so existing calls pass the options in this position. Its parameters are part of the options:
   * until the next major version if all of them have `x-since`, otherwise for as long as the names are recorded.
   */
  readonly inOptions?: true;
}

/** Arguments for a valid call. */
export interface OperationSample {
  readonly path: { readonly [parameter: string]: SampleValue };
  readonly params: { readonly [parameter: string]: SampleValue };
}
