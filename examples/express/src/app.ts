import { createWebhookHandler, memoryDuplicateStore } from "@copilot-sdk/webhooks";
import type { Copilot } from "copilot-sdk";
import express, { type Express } from "express";

/** An app that gives each new client a first task. */
export function createApp(copilot: Copilot): Express {
  const webhooks = createWebhookHandler({
    on: {
      "client.created": async ({ data: client }) => {
        // The API may send an event again, and its store of duplicates ends with this process.
        const { data: tasks } = await copilot.tasks.list({ clientId: client.id });
        if (tasks.some(({ name }) => name === WELCOME)) return;
        await copilot.tasks.create({ name: WELCOME, status: "todo", clientId: client.id });
      },
    },
    fallback: ({ eventType }) => console.log(`no listener for ${eventType}`),
    duplicates: memoryDuplicateStore(),
  });

  const app = express();
  // Before any body parser, because the signature covers the raw bytes.
  app.post("/webhooks", webhooks.node);
  app.use(express.json());
  app.get("/health", (_, response) => {
    response.json(copilot.rateLimit.state());
  });
  return app;
}

const WELCOME = "Tell us about your company";
