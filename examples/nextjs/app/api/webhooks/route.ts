// Receives the events of the workspace. The secret is read from COPILOT_WEBHOOK_SECRET at the first request.
import { createWebhookHandler } from "@copilot-sdk/webhooks";

const handler = createWebhookHandler({
  on: {
    "client.created": ({ data }) => console.log(`New client: ${data.email}.`),
  },
  fallback: ({ eventType }) => console.log(`No listener for ${eventType}.`),
});

export const POST = handler.fetch;
