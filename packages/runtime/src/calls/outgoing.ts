import type { OperationDefinition } from "../operations/index.js";
import type { ApiRequest } from "./middleware.js";

/** Headers of a request; a plain object if nothing changes them, because it is faster to create. */
export type SentHeaders = Headers | Readonly<Record<string, string>>;

/** A request about to be sent. */
export type Outgoing = Omit<ApiRequest, "headers"> & { readonly headers: SentHeaders };

/** Sends a request over the network. What it rejects with, and whether it resolves to a response, depends on `fetch`. */
export type Send = (request: Outgoing, operation: OperationDefinition) => Promise<Response>;
