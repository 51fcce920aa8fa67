// Helpers that work for any method and any type of the SDK.
import { operation } from "@copilot-sdk/runtime";
import {
  type APIPromise,
  ApiClient,
  type Client,
  Copilot,
  type Invoice,
  type PagePromise,
  type RequestOptions,
  Resource,
  Tasks,
} from "copilot-sdk";

const copilot = new Copilot({ apiKey: "key" });

/** The first item of any list. */
export async function first<Item>(
  list: PagePromise<Item, { data: Item[] | null }>,
): Promise<Item | undefined> {
  for await (const item of list) return item;
  return undefined;
}

/** Caches the results of any function. */
export function cached<Value>(read: (id: string) => APIPromise<Value>): (id: string) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (id) => {
    const known = answers.get(id) ?? Promise.resolve(read(id));
    answers.set(id, known);
    return known;
  };
}
export const invoiceOf = cached((id) => copilot.invoices.retrieve(id));
export const clientOf: (id: string) => Promise<Client> = cached((id) =>
  copilot.clients.retrieve(id, { timeout: 1 }),
);

/** Types inferred from methods. */
export type InvoiceOf = Awaited<ReturnType<Copilot["invoices"]["retrieve"]>>;
export type CreateTask = Parameters<Copilot["tasks"]["create"]>[0];
export type Options = NonNullable<Parameters<Copilot["clients"]["retrieve"]>[1]>;
export const same = (invoice: InvoiceOf): Invoice => invoice;
export const options: Options = { timeout: 1000 };
export const task: CreateTask = { name: "Call" };

/** Any resource that can be retrieved by id. */
export interface Reader<Value> {
  retrieve(id: string, options?: RequestOptions): PromiseLike<Value>;
}
export async function readAll<Value>(
  reader: Reader<Value>,
  ids: readonly string[],
): Promise<readonly Value[]> {
  return Promise.all(ids.map((id) => reader.retrieve(id, { priority: -1 })));
}
export const everything = async () => [
  ...(await readAll(copilot.clients, ["1"])),
  ...(await readAll(copilot.products, ["1"])),
  ...(await readAll(copilot.contracts, ["1"])),
];

/** Properties by type. */
export type TextKeys<Value> = {
  [Key in keyof Value]-?: Value[Key] extends string ? Key : never;
}[keyof Value];
export const sortBy = (clients: readonly Client[], key: "givenName" | "familyName"): readonly Client[] =>
  [...clients].sort((a, b) => a[key].localeCompare(b[key]));
export const textKey: TextKeys<Client> = "familyName";

/** Classes that extend those of the SDK. */
export class MyTasks extends Tasks {
  override retrieve(id: string, options?: RequestOptions) {
    return super.retrieve(id, { timeout: 5000, ...options });
  }

  async done(): Promise<number> {
    return (await this.list({ status: "completed" }).toArray()).length;
  }
}
export class MyCopilot extends Copilot {
  readonly urgent = new MyTasks(this.transport);
}

/** An operation that the SDK does not have yet. */
const ping = operation<{ readonly name: string }, { readonly pong: string }>({
  id: "ping",
  method: "GET",
  path: "/v1/ping",
  query: ["name"],
});
export class Pings extends Resource {
  ping(name: string): APIPromise<{ readonly pong: string }> {
    return this.transport.request(ping, { name });
  }
}
export const isClient = (value: unknown): value is ApiClient => value instanceof ApiClient;
