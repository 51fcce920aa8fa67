// What every server of the webhook tests has behind it. It imports nothing that only one runtime has.
import {
  createWebhookHandler,
  memoryDuplicateStore,
  WebhookError,
  type WebhookEvent,
  WebhookEventType,
  type WebhookHandler,
} from "@copilot-sdk/webhooks";
import { type Received, secret } from "../support/webhook-protocol.ts";

const heard: WebhookEvent[] = [];
const refused: string[] = [];

const hear = (event: WebhookEvent): void => void heard.push(event);
const refuse = (error: unknown): void =>
  void refused.push(error instanceof WebhookError ? error.code : `not a WebhookError: ${error}`);

// Half of the types have a listener, all others go to the fallback.
const types = Object.values(WebhookEventType).filter((_, index) => index % 2 === 0);
const options = {
  secret: ["the secret before", secret],
  on: Object.fromEntries(types.map((type) => [type, hear])),
  fallback: hear,
  onError: refuse,
};

/** Takes every event, as often as it comes. */
export const everyEvent: WebhookHandler = createWebhookHandler(options);

/** Takes an event of the last five minutes, once. */
export const recentEvent: WebhookHandler = createWebhookHandler({
  ...options,
  maxAge: 300,
  duplicates: memoryDuplicateStore(),
});

/** What came since this was asked the last time, as JSON. */
export function takeReceived(): string {
  const received: Received = { heard: heard.splice(0), refused: refused.splice(0) };
  return JSON.stringify(received);
}
