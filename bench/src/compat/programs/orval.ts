// situation: read

import type { Invoice } from "./orval";
import { createTask, retrieveInvoice, retrieveTask, updateTask } from "./orval";
export async function total(id: string): Promise<number | undefined> {
  const answer = await retrieveInvoice(id);
  return answer.status === 200 ? answer.data.total : undefined;
}

// situation: write
export const create = () => createTask({ name: "Call", status: "todo" });

// situation: read, change, write back
export async function complete(id: string): Promise<void> {
  const answer = await retrieveTask(id);
  if (answer.status !== 200) return;
  const { name, status, dueDate } = answer.data;
  await updateTask(id, {
    name,
    status: status === "todo" ? "completed" : status,
    ...(dueDate && { dueDate }),
  });
}

// situation: switch with a default
import type { TaskStatus } from "./orval";
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
  }
}

// situation: table over every value
export const colours: Record<TaskStatus, string> = { todo: "red", inProgress: "blue", completed: "green" };

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
import type { retrieveInvoiceResponse } from "./orval";
export const mock: typeof retrieveInvoice = async (
  id: string,
  options?: RequestInit,
): Promise<retrieveInvoiceResponse> => ({
  status: 200,
  data: { ...invoice, id: `${id}${options?.method}` },
  headers: new Headers(),
});

// situation: call with options
export const aborted = (signal: AbortSignal) => retrieveInvoice("in_1", { signal });

// situation: events with a default
import type { ClientCreatedEvent, InvoicePaidEvent } from "./orval";
export function listen(event: InvoicePaidEvent | ClientCreatedEvent): string {
  switch (event.eventType) {
    case "invoice.paid":
      return event.data.number;
    default:
      return event.eventType;
  }
}

// situation: table over some events
export const queues: { [Type in (InvoicePaidEvent | ClientCreatedEvent)["eventType"]]?: string } = {
  "invoice.paid": "billing",
};

// situation: response type derived from the call
export type Answer = Extract<Awaited<ReturnType<typeof retrieveInvoice>>, { status: 200 }>["data"];
export const same = (answer: Answer): Invoice => answer;
