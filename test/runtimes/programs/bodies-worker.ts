// Runs in workerd.
import { readBodies } from "./bodies.ts";

export default {
  fetch: async (_request: Request, { URL, CUTS }: { URL: string; CUTS: string }): Promise<Response> =>
    Response.json(await readBodies(URL, CUTS.split(" "))),
};
