// Test code: fixtures, mocks of the client with `Pick`, fake calls and pages.
import { type Clients, CrmClient } from "@copilot-sdk/crm";
import {
  APIPromise,
  type Client,
  type ClientPage,
  type Company,
  type Copilot,
  type FileObject,
  type Invoice,
  type Invoices,
  type Message,
  PagePromise,
  type Task,
  type Tasks,
} from "copilot-sdk";

export const ada: Client = {
  id: "client-1",
  object: "client",
  createdAt: "2026-01-31T12:00:00Z",
  givenName: "Ada",
  familyName: "Martin",
  email: "ada@acme.example",
  companyId: "company-1",
  status: "active",
};

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

/** A factory with overrides. */
export function taskOf(values: Partial<Task> = {}): Task {
  return { id: "t", object: "task", createdDate: "2026-01-31", name: "Call", status: "todo", ...values };
}

export const page: ClientPage = { data: [ada], nextToken: "" };

/** Code under test declares the methods that it needs. */
export async function greet(clients: Pick<Clients, "list" | "retrieve">, id: string): Promise<string> {
  const client = await clients.retrieve(id);
  let others = -1;
  for await (const _other of clients.list()) others++;
  return `${client.givenName} and ${others} others`;
}

const clients: Pick<Clients, "list" | "retrieve"> = {
  list: () => PagePromise.fromItems<Client, ClientPage>([ada]),
  retrieve: () => APIPromise.fromResult(ada),
};
export const greeted = greet(clients, ada.id);

/** A mock that inspects its arguments. */
export const invoices: Pick<Invoices, "create" | "retrieve"> = {
  create: ({ memo = "" }, options) =>
    APIPromise.fromResult({ ...invoice, memo: `${memo}${options?.timeout}` }),
  retrieve: (id, options) => APIPromise.fromResult({ ...invoice, id: `${id}${options?.idempotencyKey}` }),
};

/** A part of the whole client. */
export type Portal = { readonly [Name in "clients" | "tasks"]: Pick<Copilot[Name], "retrieve"> };
export const portal: Portal = { clients, tasks: { retrieve: () => APIPromise.fromResult(taskOf()) } };
export const usePortal = (copilot: Copilot): Portal => copilot;

/** A class that wraps the client. */
export class CountedTasks {
  calls = 0;
  readonly #tasks: Pick<Tasks, "retrieve" | "delete">;

  constructor(tasks: Pick<Tasks, "retrieve" | "delete">) {
    this.#tasks = tasks;
  }

  retrieve(...values: Parameters<Tasks["retrieve"]>): ReturnType<Tasks["retrieve"]> {
    this.calls++;
    return this.#tasks.retrieve(...values);
  }
}

/** A test server that responds with objects of the SDK's types. */
export function answer(
  path: string,
): Client | Company | Invoice | { readonly data: readonly FileObject[] } | undefined {
  const company: Company = {
    id: "company-1",
    object: "company",
    createdAt: "2026",
    name: "Acme",
    isPlaceholder: false,
  };
  return { "/v1/clients/1": ada, "/v1/companies/1": company, "/v1/invoices/1": invoice }[path];
}

export const client = new CrmClient({
  apiKey: "key",
  fetch: async () => Response.json(ada satisfies Client),
  rateLimit: false,
});

export const message = (channelId: string): Pick<Message, "channelId" | "text"> => ({
  channelId,
  text: "Hello",
});
