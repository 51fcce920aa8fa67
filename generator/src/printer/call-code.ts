import type { OperationModel } from "../api-model/api-model.ts";
import type { TypeExpression } from "../api-model/type-model.ts";

/** What generated code writes for a call, depending on its kind. */
export interface CallCode {
  /** The function of the runtime that defines the operation. */
  readonly define: "operation" | "pageOperation";
  /** The method of the transport that starts a call. */
  readonly send: "request" | "page";
  /** The class of the runtime that a call returns. */
  readonly promise: "APIPromise" | "PagePromise";
  /** The types of the results: arguments of `define` and of `promise`. */
  readonly results: readonly TypeExpression[];
  /** How to use the result, for the method's hover text. */
  readonly usage?: string;
}

/** The code for a call of an operation. */
export function callCode({ call, response }: Pick<OperationModel, "call" | "response">): CallCode {
  switch (call.kind) {
    case "single":
      return { define: "operation", send: "request", promise: "APIPromise", results: [response.type] };
    case "paged":
      return {
        define: "pageOperation",
        send: "page",
        promise: "PagePromise",
        results: [call.item, call.body],
        usage: "Await it for one page, or iterate over it for the items of all pages.",
      };
  }
}
