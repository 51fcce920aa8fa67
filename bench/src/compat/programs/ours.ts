// situation: read

import type { Invoice } from "copilot-sdk";
import { Copilot } from "copilot-sdk";

const copilot = new Copilot({ apiKey: "key" });
export const total = async (id: string): Promise<number> => (await copilot.invoices.retrieve(id)).total;

// situation: write
export const create = () => copilot.tasks.create({ name: "Call", status: "todo" });

// situation: read, change, write back
export async function complete(id: string): Promise<void> {
  const { name, status, dueDate } = await copilot.tasks.retrieve(id);
  await copilot.tasks.update(id, { name, status: status === "todo" ? "completed" : status, dueDate });
}

// situation: switch with a default
import type { TaskStatus } from "copilot-sdk";
export function icon(status: TaskStatus): string {
  switch (status) {
    case "todo":
      return "o";
    case "completed":
      return "x";
    default:
      return status;
  }
}

// situation: switch over every value
export function label(status: TaskStatus): string {
  switch (status) {
    case "todo":
      return "to be done";
    case "inProgress":
      return "begun";
    case "completed":
      return "done";
    default:
      return "other";
  }
}

// situation: table over every value
import type { EnumMap } from "copilot-sdk";
export const colours: EnumMap<TaskStatus, string> = {
  todo: "red",
  inProgress: "blue",
  completed: "green",
  _: "grey",
};

// situation: fixture of a response
export const invoice: Invoice = {
  id: "in_1",
  object: "invoice",
  createdAt: "2026-01-31T12:00:00Z",
  number: "A-1",
  status: "open",
  currency: "usd",
  total: 5000,
  lineItems: [],
};

// situation: mock of the client
import { APIPromise, type Invoices } from "copilot-sdk";
export const mock: Pick<Invoices, "retrieve"> = {
  retrieve: (id, options) => APIPromise.fromResult({ ...invoice, id: `${id}${options?.timeout}` }),
};

// situation: call with options
export const aborted = (signal: AbortSignal) => copilot.invoices.retrieve("in_1", { signal });

// situation: events with a default
import type { WebhookEvent } from "@copilot-sdk/webhooks";
export function listen(event: WebhookEvent): string {
  switch (event.eventType) {
    case "invoice.paid":
      return event.data.number;
    default:
      return event.eventType;
  }
}

import type { WebhookEventType } from "@copilot-sdk/webhooks";
// situation: table over some events
import { matchEnum } from "copilot-sdk";
export const queue = (type: WebhookEventType): string =>
  matchEnum(type, { "invoice.paid": "billing", _: "rest" });

// situation: response type derived from the call
export type Answer = Awaited<ReturnType<Copilot["invoices"]["retrieve"]>>;
export const same = (answer: Answer): Invoice => answer;
