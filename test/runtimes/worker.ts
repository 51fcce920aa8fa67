// Runs in workerd.
import { readSessions } from "./sessions.ts";
import { receiveWebhooks } from "./webhooks.ts";

export default {
  fetch: async (): Promise<Response> =>
    Response.json({ sessions: await readSessions(), webhooks: await receiveWebhooks() }),
};
