import type { OperationDefinition } from "../operations/index.js";
import type { ApiRequest } from "./middleware.js";

/** Headers of a request; a plain record where nothing changes them, since it is faster to make. */
export type SentHeaders = Headers | Readonly<Record<string, string>>;

/** A request on its way to the network. */
export type Outgoing = Omit<ApiRequest, "headers"> & { readonly headers: SentHeaders };

/** Hands a request to the network. */
export type Send = (request: Outgoing, operation: OperationDefinition) => Promise<Response>;
