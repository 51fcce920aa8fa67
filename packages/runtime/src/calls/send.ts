import type { OperationDefinition } from "../operations/index.js";
import type { ApiRequest } from "./middleware.js";
import type { BuiltRequest } from "./request-builder.js";
import type { Fetch } from "./request-options.js";

/** What goes out. With middleware its headers can be changed; without they need not, and a record is faster. */
export type Outgoing = Omit<ApiRequest, "headers"> & { readonly headers: BuiltRequest["headers"] };

/** Hands a request to the network. */
export type Send = (request: Outgoing, operation: OperationDefinition) => Promise<Response>;

/** Sends by a `fetch`. */
export function sendBy(fetch: Fetch): Send {
  return ({ url, method, headers, body, signal }) => {
    const duplex = body instanceof ReadableStream ? "half" : undefined;
    return fetch(url, { method, headers, body, signal, redirect: "manual", duplex } as RequestInit);
  };
}
