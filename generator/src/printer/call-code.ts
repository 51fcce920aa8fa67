import type { OperationModel } from "../api-model/api-model.ts";
import type { PagedCall, StreamedCall } from "../api-model/calls.ts";
import { pagingText } from "../api-model/paging.ts";
import type { ResponseModel } from "../api-model/responses.ts";
import type { TypeExpression } from "../api-model/type-model.ts";
import { RUNTIME_PACKAGE, STREAMS_MODULE } from "../names/runtime-symbols.ts";
import type { Imports } from "./imports.ts";

/** The code for a call, depending on its kind. */
export interface CallCode {
  /** The module of the runtime that has `define`, `options` and `promise`. */
  readonly module: string;
  /** The function that defines the operation. */
  readonly define:
    | "operation"
    | "plainOperation"
    | "pageOperation"
    | "plainPageOperation"
    | "streamOperation";
  /**
   * The type of what `define` returns, to be written at the constant. Absent: the compiler finds it. It does not find types of modules other than the
   * main one if the runtime is in a folder of pnpm.
   */
  readonly type?: "StreamOperation";
  /** The type arguments of `define`, after that of the parameters. */
  readonly defined: readonly (TypeExpression | undefined)[];
  /** Arguments of `define` after the definition. They are exports of `module`. */
  readonly parts: readonly StreamedCall["format"][];
  /** The method of the transport that starts a call. */
  readonly send: "request" | "page" | "stream";
  /** The type of the options of a call. */
  readonly options: "RequestOptions" | "StreamOptions";
  /** The class that a call returns. */
  readonly promise: "APIPromise" | "PagePromise" | "StreamPromise";
  /** The type arguments of `promise`. Undefined: any object. */
  readonly results: readonly (TypeExpression | undefined)[];
  /** Instructions for using the result, for the method's hover text, one per paragraph. */
  readonly usage: readonly string[];
}

/** Kinds of results that need an explanation. */
const USAGE: { readonly [kind in ResponseModel["kind"]]?: string } = {
  location: "The result is the address that the API redirects to. It is not requested.",
  binary:
    "The result is the response with its body unread: use `arrayBuffer()`, `blob()`, or the chunks of `body`.",
};

/** The code for a call of an operation. For one that returns a stream only if a parameter asks for it, that of the stream. */
export function callCode({
  call,
  response,
  path,
  body,
}: Pick<OperationModel, "call" | "response" | "path" | "body">): CallCode {
  // An operation with neither needs less of the runtime.
  const isPlain = body === undefined && !path.includes("{");
  switch (call.kind) {
    case "single":
      return {
        ...PLAIN,
        define: isPlain ? "plainOperation" : "operation",
        defined: [response.type],
        send: "request",
        promise: "APIPromise",
        results: [response.type],
        usage: [USAGE[response.kind] ?? []].flat(),
      };
    case "paged":
      return {
        ...PLAIN,
        define: isPlain ? "plainPageOperation" : "pageOperation",
        defined: [call.item, call.body],
        send: "page",
        promise: "PagePromise",
        results: [call.item, call.body],
        usage: ["Await it for one page, or iterate over it for the items of all pages.", ...guessText(call)],
      };
    case "streamed":
      return {
        module: STREAMS_MODULE,
        define: "streamOperation",
        type: "StreamOperation",
        defined: [call.item, call.choice === undefined ? { kind: "never" } : response.type],
        parts: [call.format],
        send: "stream",
        options: "StreamOptions",
        promise: "StreamPromise",
        results: [call.item],
        usage: ["Iterate over it for the items of the stream. Leaving the loop closes the connection."],
      };
  }
}

/** True if a call returns the response, always or unless a parameter requests a stream. */
export function hasResult({ call }: Pick<OperationModel, "call">): boolean {
  return call.kind === "single" || (call.kind === "streamed" && call.choice !== undefined);
}

const PLAIN = { module: RUNTIME_PACKAGE, parts: [], options: "RequestOptions" } as const;

/**
 * Types of results as type arguments. Any object is the default of the runtime's types, so it is written only if others follow.
 */
export function resultTexts(
  results: readonly (TypeExpression | undefined)[],
  imports: Imports,
  others: readonly string[] = [],
): readonly string[] {
  const isShort = others.length === 0 && results.at(-1) === undefined;
  const written = isShort ? results.slice(0, -1) : results;
  return [...written.map((type) => (type === undefined ? "object" : imports.type(type))), ...others];
}

/** Says that the document does not tell how the pages follow each other. */
function guessText({ paging, source }: PagedCall): readonly string[] {
  return source === "guess" ? [`Paging is guessed from names: ${pagingText(paging)}.`] : [];
}
