// The package's own types import the sources of another package, which do not compile here.
declare module "@stoplight/http-spec/oas3/operation" {
  /** Converts an operation of an OpenAPI 3 document to the form that Prism takes. */
  export function transformOas3Operation(options: {
    readonly document: { readonly [key: string]: unknown };
    readonly name: string;
    readonly method: string;
    readonly config: {
      readonly type: "operation";
      readonly documentProp: "paths";
      readonly nameProp: "path";
    };
  }): import("@stoplight/types").IHttpOperation;
}
