// An Express app that receives events. The secret is read from the environment variable COPILOT_WEBHOOK_SECRET.
import { createWebhookHandler, memoryDuplicateStore } from "@copilot-sdk/webhooks";
import express, { type Express } from "express";

const handler = createWebhookHandler({
  on: {
    "message.sent": ({ data }) => {
      console.log(`Message ${data.id} in channel ${data.channelId}.`);
    },
  },
  fallback: (event) => {
    console.log(`No listener for ${event.eventType}.`);
  },
  duplicates: memoryDuplicateStore(),
});

export const app: Express = express();
// Before any body parser: the signature covers the raw bytes.
app.post("/webhooks", handler.node);
app.use(express.json());
