// A route handler for Next.js, `app/api/webhooks/route.ts`. Hono, workers, Bun and Deno accept the same function. The secret is
// read from the environment variable COPILOT_WEBHOOK_SECRET.
import { createWebhookHandler } from "@copilot-sdk/webhooks";

const handler = createWebhookHandler({
  on: {
    "invoice.paid": async ({ data }) => {
      console.log(`Invoice ${data.number} was paid: ${data.total}.`);
    },
    "client.updated": ({ data, previousAttributes }) => {
      const before = data.previousAttributes ?? previousAttributes ?? {};
      console.log(`Client ${data.id} was changed: ${Object.keys(before).join(", ")}.`);
    },
  },
  fallback: (event) => {
    console.log(`No listener for ${event.eventType}.`);
  },
});

export const POST = handler.fetch;
