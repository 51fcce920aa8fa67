import type { OperationModel } from "../api-model/api-model.ts";
import type { PagedCall } from "../api-model/calls.ts";
import { pagingText } from "../api-model/paging.ts";
import type { TypeExpression } from "../api-model/type-model.ts";
import type { Imports } from "./imports.ts";

/** What generated code writes for a call, depending on its kind. */
export interface CallCode {
  /** The function of the runtime that defines the operation. */
  readonly define: "operation" | "pageOperation";
  /** The method of the transport that starts a call. */
  readonly send: "request" | "page";
  /** The class of the runtime that a call returns. */
  readonly promise: "APIPromise" | "PagePromise";
  /** The types of the results: arguments of `define` and of `promise`. Undefined: any object. */
  readonly results: readonly (TypeExpression | undefined)[];
  /** How to use the result, for the method's hover text: a paragraph each. */
  readonly usage: readonly string[];
}

/** The code for a call of an operation. */
export function callCode({ call, response }: Pick<OperationModel, "call" | "response">): CallCode {
  switch (call.kind) {
    case "single":
      return {
        define: "operation",
        send: "request",
        promise: "APIPromise",
        results: [response.type],
        usage: [],
      };
    case "paged":
      return {
        define: "pageOperation",
        send: "page",
        promise: "PagePromise",
        results: [call.item, call.body],
        usage: ["Await it for one page, or iterate over it for the items of all pages.", ...guessText(call)],
      };
  }
}

/**
 * The types of the results as type arguments. Any object is the default of the runtime's types, so it is written only if others follow.
 */
export function resultTexts(
  operation: Pick<OperationModel, "call" | "response">,
  imports: Imports,
  others: readonly string[] = [],
): readonly string[] {
  const { results } = callCode(operation);
  const isShort = others.length === 0 && results.at(-1) === undefined;
  const written = isShort ? results.slice(0, -1) : results;
  return [...written.map((type) => (type === undefined ? "object" : imports.type(type))), ...others];
}

/** Says that the document does not tell how the pages follow each other. */
function guessText({ paging, source }: PagedCall): readonly string[] {
  return source === "guess" ? [`How its pages follow each other is guessed: ${pagingText(paging)}.`] : [];
}
