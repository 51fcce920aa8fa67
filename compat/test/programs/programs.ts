// Programs for the known values, which must still work when the API adds values.
import { type WebhookEvent, WebhookEventType } from "@copilot-sdk/webhooks";
import {
  type Client,
  type Copilot,
  type EnumMap,
  InvoiceStatus,
  isKnown,
  type KnownInvoiceStatus,
  type KnownTaskStatus,
  matchEnum,
  type Task,
  TaskStatus,
  unrecognized,
} from "copilot-sdk";

/** A `switch` with a default. */
export function labelBySwitch(status: InvoiceStatus): string {
  switch (status) {
    case "draft":
      return "not sent";
    case InvoiceStatus.paid:
      return "paid";
    default: {
      // @ts-expect-error No `switch` is exhaustive: the value may be unknown.
      const rest: Exclude<KnownInvoiceStatus, "draft" | "paid"> = status;
      return `other (${rest})`;
    }
  }
}

const texts: Readonly<Record<KnownTaskStatus, string>> = {
  todo: "to be done",
  inProgress: "begun",
  completed: "done",
};

/** A table that is exhaustive for known values. */
export function labelByTable(status: TaskStatus): string {
  // @ts-expect-error The table has no entry for an unknown value.
  texts[status];
  return isKnown(TaskStatus, status) ? texts[status] : `unknown (${status})`;
}

const colours: EnumMap<InvoiceStatus, string> = { paid: "green", open: "blue", _: "grey" };

/** A table with a default for new values. */
export function colour(status: InvoiceStatus): string {
  return matchEnum(status, colours);
}

/** Narrowing by `===`, in both directions. */
export function isOver(status: InvoiceStatus): boolean {
  if (status !== "paid" && status !== "void") return false;
  const over: "paid" | "void" = status;
  return over.length > 0;
}

/** A webhook listener. */
export function listen(event: WebhookEvent): string {
  switch (event.eventType) {
    case "client.created":
      return `welcome, ${event.data.givenName}`;
    case WebhookEventType["invoice.paid"]:
      return `thank you for ${event.data.total}`;
    default:
      if (isKnown(WebhookEventType, event.eventType)) return "known and of no interest";
      return `new: ${event.eventType}`;
  }
}

/** Reads, changes and writes back, without a cast. */
export async function completeTask(copilot: Copilot, id: string): Promise<Task> {
  const { status, name, viewers, dueDate, isArchived } = await copilot.tasks.retrieve(id);
  const changed = status === "todo" ? "completed" : status;
  return copilot.tasks.update(id, { status: changed, name, viewers, dueDate, isArchived });
}

/** Reads custom fields, changes one and writes them all back. */
export async function tagClient(copilot: Copilot, id: string, tag: string): Promise<Client> {
  const { customFields, companyIds } = await copilot.clients.retrieve(id);
  return copilot.clients.update(id, { companyIds, customFields: { ...customFields, tags: [tag] } });
}

/** Sends an unknown value on purpose. */
export async function listByNewStatus(copilot: Copilot, status: string): Promise<number> {
  const page = await copilot.tasks.list({ status: unrecognized(status) });
  return page.data.length;
}
