// Runs in workerd.
import { uploadEverything } from "./uploads.ts";

export default {
  fetch: async (_request: Request, { URL }: { URL: string }): Promise<Response> =>
    Response.json(await uploadEverything(URL)),
};
