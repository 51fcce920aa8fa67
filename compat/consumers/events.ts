// Receives events: with a handler, a switch or a table, each with a default for unknown events.
import {
  type ClientCreatedEvent,
  createWebhookHandler,
  type EnumMap,
  type InvoicePaidEvent,
  isKnown,
  type KnownWebhookEvent,
  matchEnum,
  type WebhookEvent,
  WebhookEventType,
  type WebhookListeners,
  webhooks,
} from "@copilot-sdk/webhooks";

export const handler = createWebhookHandler({
  secret: "secret",
  on: {
    "invoice.paid": ({ data }) => console.log(data.number, data.total),
    "client.created": async ({ data, created }) => console.log(data.email, created),
    "task.updated": (event) => console.log(event.data.name, event.previousAttributes),
  },
  fallback: (event) => console.log(event.eventType, Object.keys(event)),
});

export const POST = handler.fetch;

/** Listeners that are defined before the handler is created. */
const listeners: WebhookListeners<WebhookEvent, "eventType"> = {
  "file.created": ({ data }) => void data.id,
  "message.sent": ({ data }) => void data.channelId,
};
export const second = createWebhookHandler({ on: { ...listeners }, fallback: () => {} });

export function listen(event: WebhookEvent): string {
  switch (event.eventType) {
    case "client.created":
      return `welcome, ${event.data.givenName}`;
    case WebhookEventType["invoice.paid"]:
      return `thank you for ${event.data.total}`;
    case "contract.signed":
    case "contract.requested":
      return event.data.name;
    default:
      if (isKnown(WebhookEventType, event.eventType)) return "known and of no interest";
      return `new: ${event.eventType}`;
  }
}

export const isPaid = (event: WebhookEvent): event is InvoicePaidEvent => event.eventType === "invoice.paid";

export async function unwrap(request: Request): Promise<string> {
  const event = await webhooks.unwrap(await request.text(), request.headers, { secret: ["next", "current"] });
  if (event.eventType === "price.created") return event.data.currency ?? "";
  return isPaid(event) ? event.data.number : event.eventType;
}

const queues: EnumMap<WebhookEventType, string> = {
  "invoice.paid": "billing",
  "client.created": "crm",
  _: "rest",
};
export const queueOf = ({ eventType }: WebhookEvent): string => matchEnum(eventType, queues);

/** The event of a type. */
type EventOf<Type extends KnownWebhookEvent["eventType"]> = Extract<KnownWebhookEvent, { eventType: Type }>;
export const nameOf = ({ data }: EventOf<"company.created">): string => data.name;

export function objectsOf(events: readonly WebhookEvent[]): readonly unknown[] {
  return events.map(({ data }) => data);
}

/** Test fixtures. */
export const paid: InvoicePaidEvent = {
  eventType: "invoice.paid",
  created: "2026-01-31T12:00:00Z",
  data: {
    id: "in_1",
    object: "invoice",
    createdAt: "2026-01-31T12:00:00Z",
    number: "A-1",
    status: "paid",
    currency: "usd",
    total: 5000,
    lineItems: [{ amount: 5000 }],
  },
};

export const created = {
  eventType: "client.created",
  data: {
    id: "client-1",
    object: "client",
    createdAt: "2026-01-31T12:00:00Z",
    givenName: "Ada",
    familyName: "Martin",
    email: "ada@acme.example",
    companyId: "company-1",
    status: "active",
  },
} satisfies ClientCreatedEvent;

export const all: readonly WebhookEvent[] = [paid, created];
