// A worker in workerd, with an adapter that accepts a `Request`. A binding selects it.
import { fetchers } from "./fetchers.ts";

export default {
  fetch: (request: Request, { ADAPTER }: { readonly ADAPTER: string }): Response | Promise<Response> =>
    fetchers[ADAPTER]?.(request) ?? new Response("no such adapter", { status: 500 }),
};
