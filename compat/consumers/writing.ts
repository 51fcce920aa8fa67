// Writes literals, parameters in variables, and objects that were read.
import {
  BillingClient,
  type CreateInvoiceParams,
  type LineItemInput,
  PaymentMethodPreferenceType,
} from "@copilot-sdk/billing";
import { type Client, Copilot, type CreateClientParams, type Task, unrecognized } from "copilot-sdk";

const copilot = new Copilot();
const billing = new BillingClient({ apiKey: "key", defaultHeaders: { "x-team": "sales" } });

export const invoiceParams: CreateInvoiceParams = {
  clientId: "client",
  daysUntilDue: 14,
  lineItems: [{ amount: 100, description: "Work", quantity: 2 }],
  paymentMethodPreferences: [
    { type: "creditCard", feePaidByClient: true },
    { type: PaymentMethodPreferenceType.bankAccount, feePaidByClient: false },
  ],
};

export const billed = billing.invoices.create(
  { ...invoiceParams, memo: undefined },
  { idempotencyKey: "order-1" },
);

export const ada = {
  givenName: "Ada",
  familyName: "Martin",
  email: "ada@acme.example",
} satisfies CreateClientParams;

export async function createAll(
  rows: readonly (readonly [string, string, string])[],
): Promise<readonly string[]> {
  const created = await Promise.all(
    rows.map(([givenName, familyName, email]) =>
      copilot.clients.create({ givenName, familyName, email }, { priority: 1 }),
    ),
  );
  return created.map(({ id }) => id);
}

/** A line item that is built step by step. */
export function lineOf(priceId: string | undefined): LineItemInput {
  const line: LineItemInput = { quantity: 1 };
  if (priceId !== undefined) line.priceId = priceId;
  return line;
}

/** Reads, changes and writes back, without a cast. */
export async function completeTask(id: string): Promise<Task> {
  const { status, name, viewers, dueDate, isArchived } = await copilot.tasks.retrieve(id);
  const changed = status === "todo" ? "completed" : status;
  return copilot.tasks.update(id, { status: changed, name, viewers, dueDate, isArchived });
}

/** Reads custom fields, changes one and writes them all back. */
export async function tagClient(id: string, tag: string): Promise<Client> {
  const { customFields, companyIds } = await copilot.clients.retrieve(id);
  return copilot.clients.update(id, { companyIds, customFields: { ...customFields, tags: [tag] } });
}

/** Passes options to calls with and without parameters. */
export async function removeBoth(
  id: string,
  options: { readonly signal?: AbortSignal; readonly timeout?: number },
) {
  await copilot.clients.delete(id, options);
  await copilot.tasks.delete(id, {}, { ...options, maxRetries: 0 });
}

export const subscription = (id: string) => copilot.subscriptions.cancel(id, { idempotencyKey: id });

/** Sends an unknown value on purpose. */
export const byNewStatus = (status: string) => copilot.tasks.list({ status: unrecognized(status) });
