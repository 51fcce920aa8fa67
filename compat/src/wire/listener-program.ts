import { createHmac } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { createWebhookHandler, isKnown, type WebhookEvent, WebhookEventType } from "@copilot-sdk/webhooks";
import { asObject, type Json, type JsonObject } from "../document/json.ts";
import { operationsOf } from "../document/operations.ts";

/** What a listener of the last release got of the events of a newer server. */
export interface ListenerResult {
  /** Events of types that the last release knows, which came to their listeners. */
  readonly known: number;
  /** Events of types that are new, which came to the fallback. */
  readonly unknown: number;
  readonly received: string;
  readonly failures: readonly string[];
}

const SECRET = "secret of a test";

/** Delivers an event of every type of a newer document to a handler that has a listener for each type it knows. */
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
