// The handlers behind every server of the webhook tests. Imports nothing that is specific to one runtime.
import {
  createWebhookHandler,
  memoryDuplicateStore,
  WebhookError,
  type WebhookEvent,
  WebhookEventType,
  type WebhookHandler,
} from "@copilot-sdk/webhooks";
import {
  BODY_TIMEOUT,
  EVERY_EVENT,
  HASTY,
  RECENT_EVENT,
  type Received,
  SLOW_EVENT,
  secret,
  UNCONFIGURED,
} from "../support/webhook-protocol.ts";

const heard: WebhookEvent[] = [];
const refused: string[] = [];

const hear = (event: WebhookEvent): void => void heard.push(event);
const refuse = (error: unknown): void =>
  void refused.push(error instanceof WebhookError ? error.code : String(error));

// Half of the types have a listener. The fallback receives all others.
const types = Object.values(WebhookEventType).filter((_, index) => index % 2 === 0);
const options = {
  secret: ["the secret before", secret],
  on: Object.fromEntries(types.map((type) => [type, hear])),
  fallback: hear,
  onError: refuse,
};

let slowCalls = 0;
async function hearSlowly(event: WebhookEvent): Promise<void> {
  const isFirst = slowCalls++ === 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (isFirst) throw new Error("not yet");
  hear(event);
}

/** Handlers by path. */
export const handlers: Readonly<Record<string, WebhookHandler>> = {
  [EVERY_EVENT]: createWebhookHandler(options),
  [RECENT_EVENT]: createWebhookHandler({ ...options, maxAge: 300, duplicates: memoryDuplicateStore() }),
  [SLOW_EVENT]: createWebhookHandler({
    ...options,
    on: {},
    fallback: hearSlowly,
    duplicates: memoryDuplicateStore(),
  }),
  [HASTY]: createWebhookHandler({ ...options, bodyTimeout: BODY_TIMEOUT }),
  [UNCONFIGURED]: createWebhookHandler({ ...options, secret: undefined }),
};

/** Everything received since the last call, as JSON. */
export function takeReceived(): string {
  const received: Received = { heard: heard.splice(0), refused: refused.splice(0) };
  return JSON.stringify(received);
}
