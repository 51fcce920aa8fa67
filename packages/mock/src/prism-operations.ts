import { transformOas3Operation } from "@stoplight/http-spec/oas3/operation";
import type { IHttpOperation } from "@stoplight/types";
import { asObject, type JsonObject } from "./json.js";
import type { Operation } from "./operations.js";
import { BUNDLE } from "./prepared-document.js";
import { withChosenTypes } from "./range-types.js";

/** The operations of a document as Prism takes them. Each is converted when the first request for it arrives. */
export class PrismOperations {
  readonly #document: JsonObject;
  readonly #converted = new Map<string, IHttpOperation>();
  readonly #outlines: readonly IHttpOperation[];

  /** @param document The prepared document. */
  constructor(document: JsonObject, operations: readonly Operation[]) {
    this.#document = document;
    this.#outlines = operations.map(outlineOf);
  }

  /** The operation that a request is for. Without one, outlines of all, in which Prism finds what is wrong with the request. */
  for(operation: Operation | undefined): IHttpOperation[] {
    if (operation === undefined) return [...this.#outlines];
    const known = this.#converted.get(operation.id) ?? this.#convert(operation);
    this.#converted.set(operation.id, known);
    return [known];
  }

  #convert({ path, method }: Operation): IHttpOperation {
    const converted = transformOas3Operation({
      document: { ...this.#document, [BUNDLE]: this.#document },
      name: path,
      method: method.toLowerCase(),
      config: { type: "operation", documentProp: "paths", nameProp: "path" },
    });
    // Prism would send the requests that callbacks describe.
    const responses = withChosenTypes(converted.responses, this.#document);
    const operation = { ...converted, responses, callbacks: [], [BUNDLE]: this.#document };
    return method === "HEAD" ? withoutBodies(operation) : operation;
  }
}

/** Whether an operation is converted, not an outline. */
export function isConverted(operation: IHttpOperation): boolean {
  return BUNDLE in operation;
}

/** The prepared document of an operation. */
export function bundleOf(operation: IHttpOperation): JsonObject {
  return asObject((operation as { readonly [BUNDLE]?: unknown })[BUNDLE]);
}

/** A response to HEAD never has a body. */
function withoutBodies(operation: IHttpOperation): IHttpOperation {
  const responses = operation.responses.map((response) => ({ ...response, contents: [] }));
  return { ...operation, responses };
}

function outlineOf({ id, path, method }: Operation): IHttpOperation {
  return { id, path, method: method.toLowerCase(), responses: [] };
}
