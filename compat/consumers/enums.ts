// Compares enum values in every way that still compiles when values are added.
import {
  type Client,
  type EnumMap,
  type Invoice,
  InvoiceStatus,
  isKnown,
  type KnownOf,
  matchEnum,
  type Task,
  TaskStatus,
  type Unrecognized,
} from "copilot-sdk";

export function labelBySwitch(status: InvoiceStatus): string {
  switch (status) {
    case "draft":
      return "not sent";
    case InvoiceStatus.paid:
    case InvoiceStatus.void:
      return "over";
    default:
      return `other (${status})`;
  }
}

const colours: EnumMap<InvoiceStatus, string> = { paid: "green", open: "blue", _: "grey" };
export const colour = ({ status }: Invoice): string => matchEnum(status, colours);
export const icon = ({ status }: Task): string => matchEnum(status, { todo: "o", completed: "x", _: "?" });

/** A table for some values, with a default. */
const labels: Partial<Record<KnownOf<TaskStatus>, string>> = { todo: "to be done", completed: "done" };
export function labelOf({ status }: Task): string {
  return isKnown(TaskStatus, status) ? (labels[status] ?? status) : `unknown (${status})`;
}

export function isOver(status: InvoiceStatus): status is "paid" | "void" {
  return status === "paid" || status === InvoiceStatus.void;
}

/** Narrowing in both directions. */
export function openTotal(invoices: readonly Invoice[]): number {
  const open = invoices.filter(
    ({ status }) => status !== "paid" && status !== "void" && status !== "deleted",
  );
  return open.reduce((sum, { total }) => sum + total, 0);
}

export const choices: readonly InvoiceStatus[] = ["draft", "open", InvoiceStatus.paid];
export const options = Object.values(InvoiceStatus).map((value) => ({ value, text: labelBySwitch(value) }));
export const names: readonly string[] = Object.keys(TaskStatus);

/** Counts by value, known or unknown. */
export function countByStatus(tasks: readonly Task[]): ReadonlyMap<TaskStatus, number> {
  const counts = new Map<TaskStatus, number>();
  for (const { status } of tasks) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

export const texts = (clients: readonly Client[]): readonly string[] =>
  clients.map(({ status }) => status ?? "");

/** A value from another source, known or unknown. */
export function parse(text: string): InvoiceStatus | undefined {
  return isKnown(InvoiceStatus, text) ? text : undefined;
}

export const isNewer = (status: InvoiceStatus): status is Unrecognized => !isKnown(InvoiceStatus, status);
