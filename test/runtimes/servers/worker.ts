// A worker of workerd, with an adapter that takes a `Request`. The binding says which.
import { fetchers } from "./fetchers.ts";

export default {
  fetch: (request: Request, { ADAPTER }: { readonly ADAPTER: string }): Response | Promise<Response> =>
    fetchers[ADAPTER]?.(request) ?? new Response("no such adapter", { status: 500 }),
};
