// situation: read

import type { Invoice } from "./hey-api";
import { createTask, retrieveInvoice, retrieveTask, updateTask } from "./hey-api";
export async function total(id: string): Promise<number> {
  const { data } = await retrieveInvoice({ path: { id }, throwOnError: true });
  return data.total;
}

// situation: write
export const create = () => createTask({ body: { name: "Call", status: "todo" } });

// situation: read, change, write back
export async function complete(id: string): Promise<void> {
  const { data } = await retrieveTask({ path: { id }, throwOnError: true });
  const { name, status, dueDate } = data;
  const body = {
    name,
    status: status === "todo" ? ("completed" as const) : status,
    ...(dueDate && { dueDate }),
  };
  await updateTask({ path: { id }, body });
}

// situation: switch with a default
import type { TaskStatus } from "./hey-api";
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
import type { RetrieveInvoiceData } from "./hey-api";
export const mock = async ({ path }: Pick<RetrieveInvoiceData, "path">): Promise<{ data: Invoice }> => ({
  data: { ...invoice, id: path.id },
});

// situation: call with options
export const aborted = (signal: AbortSignal) => retrieveInvoice({ path: { id: "in_1" }, signal });

// situation: events with a default
import type {
  ReceiveClientCreatedWebhookPayload,
  ReceiveInvoicePaidWebhookPayload,
  Webhooks,
} from "./hey-api";
export function listen(event: ReceiveInvoicePaidWebhookPayload | ReceiveClientCreatedWebhookPayload): string {
  switch (event.eventType) {
    case "invoice.paid":
      return event.data.number;
    default:
      return event.eventType;
  }
}

// situation: table over some events
type EventType = Webhooks["body"]["eventType"];
export const queues: { [Type in EventType]?: string } = { "invoice.paid": "billing" };

// situation: response type derived from the call
export type Answer = NonNullable<Awaited<ReturnType<typeof retrieveInvoice>>["data"]>;
export const same = (answer: Answer): Invoice => answer;
