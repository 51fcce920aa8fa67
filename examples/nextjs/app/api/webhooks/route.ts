// Receives the events of the workspace. The secret is read from COPILOT_WEBHOOK_SECRET at the first request.
import { createWebhookHandler } from "@copilot-sdk/webhooks";

const handler = createWebhookHandler({
  on: {
    "task.created": ({ data }) => console.log(`task created: ${data.name}`),
  },
  fallback: ({ eventType }) => console.log(`no listener for ${eventType}`),
});

export const POST = handler.fetch;
