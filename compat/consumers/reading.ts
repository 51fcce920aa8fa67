// Reads results: properties, destructuring, keys, pages, with the response.
import { type Client, Copilot, type Invoice, type InvoicePage, type Task } from "copilot-sdk";

const copilot = new Copilot({ apiKey: "key", timeout: 10_000, maxRetries: 1 });

export async function summary(id: string, signal: AbortSignal): Promise<string> {
  const { number, total, currency, lineItems, memo = "" } = await copilot.invoices.retrieve(id, { signal });
  const amounts = lineItems.map(({ amount = 0, quantity = 1 }) => amount * quantity);
  return `${number}: ${total} ${currency.toUpperCase()} ${memo} ${Math.max(...amounts)}`;
}

export async function everyInvoice(): Promise<readonly string[]> {
  const numbers: string[] = [];
  for await (const invoice of copilot.invoices.list({ limit: 100 })) numbers.push(invoice.number);
  for await (const page of (await copilot.invoices.list()).iterPages()) {
    numbers.push(...(page.data ?? []).map(({ number }) => number));
  }
  const all: readonly Invoice[] = await copilot.invoices.list().toArray({ limit: 500 });
  return [...numbers, ...all.map(({ id }) => id)];
}

export async function byHand(): Promise<readonly Client[]> {
  const found: Client[] = [];
  let page = await copilot.clients.list({ limit: 20 });
  for (;;) {
    found.push(...(page.data ?? []));
    if (!page.hasNextPage()) return found;
    page = await page.getNextPage();
  }
}

export async function withResponse(id: string): Promise<readonly [Task, number]> {
  const { data, response } = await copilot.tasks
    .retrieve(id, { timeout: 500, headers: { a: "b" } })
    .withResponse();
  return [data, response.status];
}

export const nextOf = ({ nextToken }: Pick<InvoicePage, "nextToken">): string => nextToken ?? "";

/** A table of columns: existing keys, and how each is displayed. */
export const columns: readonly { readonly key: keyof Invoice; readonly title: string }[] = [
  { key: "number", title: "Number" },
  { key: "dueDate", title: "Due" },
  { key: "total", title: "Total" },
];

export function cells(invoice: Invoice): readonly string[] {
  return columns.map(({ key }) => String(invoice[key] ?? ""));
}

/** Optional chaining through optional properties. */
export const feeOf = async (): Promise<number> => {
  const { data } = await copilot.payments.list();
  return data?.[0]?.feeAmount?.paidByPlatform ?? 0;
};
