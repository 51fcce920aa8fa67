import { createHmac } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { createWebhookHandler, isKnown, type WebhookEvent, WebhookEventType } from "@copilot-sdk/webhooks";
import { asObject, type Json, type JsonObject } from "../document/json.ts";
import { operationsOf } from "../document/operations.ts";

/** The events that a listener of the last release received from a newer server. */
export interface ListenerResult {
  /** Events of known types, which their listeners received. */
  readonly known: number;
  /** Events of new types, which the fallback received. */
  readonly unknown: number;
  readonly received: string;
  readonly failures: readonly string[];
}

const SECRET = "secret of a test";

/** Delivers an event of every type of a newer document to a handler with a listener for each known type. */
export async function deliverEverything(document: JsonObject): Promise<ListenerResult> {
  const arrived: { by: "listener" | "fallback"; event: WebhookEvent }[] = [];
  const listener = (event: WebhookEvent) => void arrived.push({ by: "listener", event });
  const on = Object.fromEntries(Object.values(WebhookEventType).map((type) => [type, listener]));
  const handler = createWebhookHandler({
    secret: SECRET,
    on,
    fallback: (event) => void arrived.push({ by: "fallback", event }),
  });
  const failures: string[] = [];
  const received: string[] = [];
  const counts = { listener: 0, fallback: 0 };
  for (const { path, operation } of operationsOf(document).filter(({ isEvent }) => isEvent)) {
    const example = exampleOf(operation);
    const body = JSON.stringify(example);
    const signature = createHmac("sha256", SECRET).update(body).digest("hex");
    const { status } = await handler.handle({ body, headers: { "x-copilot-signature": signature } });
    const arrival = arrived.pop();
    const expected = isKnown(WebhookEventType, path) ? "listener" : "fallback";
    if (status !== 200 || arrival?.by !== expected) failures.push(`${path}: ${status}, to ${arrival?.by}`);
    else if (!isDeepStrictEqual(arrival.event, JSON.parse(body)))
      failures.push(`${path} is not what was sent`);
    else {
      counts[expected] += 1;
      received.push(body);
    }
  }
  return { known: counts.listener, unknown: counts.fallback, received: received.join("\n"), failures };
}

function exampleOf(operation: JsonObject): Json | undefined {
  const media = asObject(asObject(asObject(operation.requestBody).content)["application/json"]);
  return media.example ?? asObject(Object.values(asObject(media.examples))[0]).value;
}
