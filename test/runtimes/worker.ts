// Runs in workerd.
import { receiveWebhooks } from "./webhooks.ts";

export default {
  fetch: async (): Promise<Response> => Response.json({ webhooks: await receiveWebhooks() }),
};
