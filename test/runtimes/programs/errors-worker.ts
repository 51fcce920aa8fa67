// Runs in workerd.
import { collectErrors } from "./errors.ts";

export default {
  fetch: async (
    _request: Request,
    { URL, CLOSED_URL }: { URL: string; CLOSED_URL: string },
  ): Promise<Response> => Response.json(await collectErrors({ url: URL, closedUrl: CLOSED_URL })),
};
