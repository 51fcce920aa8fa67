// situation: read
import createClient from "openapi-fetch";
import type { components, paths, webhooks } from "./openapi-typescript";

type Invoice = components["schemas"]["Invoice"];
const client = createClient<paths>({ baseUrl: "https://api.copilot.com" });
export async function total(id: string): Promise<number | undefined> {
  const { data } = await client.GET("/v1/invoices/{id}", { params: { path: { id } } });
  return data?.total;
}

// situation: write
export const create = () => client.POST("/v1/tasks", { body: { name: "Call", status: "todo" } });

// situation: read, change, write back
export async function complete(id: string): Promise<void> {
  const { data } = await client.GET("/v1/tasks/{id}", { params: { path: { id } } });
  if (data === undefined) return;
  const { name, status, dueDate } = data;
  const body = {
    name,
    status: status === "todo" ? ("completed" as const) : status,
    ...(dueDate && { dueDate }),
  };
  await client.PATCH("/v1/tasks/{id}", { params: { path: { id } }, body });
}

// situation: switch with a default
type TaskStatus = components["schemas"]["TaskStatus"];
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
type Parameters_ = paths["/v1/invoices/{id}"]["get"]["parameters"]["path"];
export const mock = async ({ id }: Parameters_): Promise<{ data: Invoice }> => ({ data: { ...invoice, id } });

// situation: call with options
export const aborted = (signal: AbortSignal) =>
  client.GET("/v1/invoices/{id}", { params: { path: { id: "in_1" } }, signal });

// situation: events with a default
type Event = components["schemas"]["InvoicePaidEvent"] | components["schemas"]["ClientCreatedEvent"];
export function listen(event: Event): string {
  switch (event.eventType) {
    case "invoice.paid":
      return event.data.number;
    default:
      return event.eventType;
  }
}

// situation: table over some events
export const queues: { [Type in keyof webhooks]?: string } = { "invoice.paid": "billing" };

// situation: response type derived from the call
export type Answer = paths["/v1/invoices/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
export const same = (answer: Answer): Invoice => answer;
