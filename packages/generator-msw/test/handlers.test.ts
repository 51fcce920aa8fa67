import { createWebhookHandler, type WebhookEvent, webhooks } from "@copilot-sdk/webhooks";
import { createFactories as createEventFactories } from "@copilot-sdk/webhooks/testing";
import { Copilot, isErrorOf, NotFoundError, retrieveTask } from "copilot-sdk";
import { createFactories, createHandlers, type Handlers } from "copilot-sdk/testing";
import { http } from "msw";
import { setupServer } from "msw/node";
import { http as http2 } from "msw-2";
import { setupServer as setupServer2 } from "msw-2/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

const copilot = new Copilot({ apiKey: "test", maxRetries: 0 });

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const result: Item[] = [];
  for await (const item of items) result.push(item);
  return result;
}

/** What the tests use of msw's server, in both of its major versions. */
interface Server<Handler> {
  listen(): void;
  use(...handlers: Handler[]): void;
  resetHandlers(): void;
  close(): void;
}

const handlers3 = createHandlers({ http });
const handlers2 = createHandlers({ http: http2 });
describe("handlers of msw 3", () => testsOf(setupServer(...handlers3), handlers3));
describe("handlers of msw 2", () => testsOf(setupServer2(...handlers2), handlers2));

function testsOf<Handler>(server: Server<Handler>, handlers: Handlers<Handler>): void {
  beforeAll(() => server.listen());
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  test("each operation succeeds without another line of the test", async () => {
    const client = await copilot.clients.create({
      givenName: "Ada",
      familyName: "Martin",
      email: "ada@acme.example",
    });
    expect(client).toMatchObject({
      object: "client",
      id: expect.any(String),
      email: expect.stringContaining("@"),
    });
    await expect(copilot.invoices.retrieve("invoice-1")).resolves.toMatchObject({ object: "invoice" });
  });

  test("a list has one page of two items, so `for await` ends", async () => {
    const invoices = await all(copilot.invoices.list());
    expect(invoices).toHaveLength(2);
    expect(new Set(invoices.map(({ id }) => id)).size).toBe(2);
  });

  test("a response has the properties that the test gives, and values for the others", async () => {
    server.use(handlers.invoices.retrieve({ status: "paid", lineItems: [{ amount: 5 }, {}] }));
    const invoice = await copilot.invoices.retrieve("invoice-1");
    expect(invoice).toMatchObject({ status: "paid", object: "invoice", total: expect.any(Number) });
    expect(invoice.lineItems).toMatchObject([{ amount: 5 }, { amount: expect.any(Number) }]);
  });

  test("a page has the items that the test gives", async () => {
    server.use(handlers.invoices.list({ data: [{ id: "a" }, { id: "b", status: "void" }] }));
    const page = await copilot.invoices.list();
    expect(page.data).toMatchObject([
      { id: "a", object: "invoice" },
      { id: "b", status: "void" },
    ]);
  });

  test("a function gets the parameters of the call as the program passed them", async () => {
    server.use(
      handlers.clients.retrieve(({ params }) => ({ id: params.id })),
      handlers.clients.create(({ params }) => ({ givenName: params.givenName, email: params.email })),
      handlers.clients.list(({ params }) => ({
        data: [{ givenName: `limit is ${typeof params.limit} ${params.limit}` }],
      })),
    );
    expect((await copilot.clients.retrieve("a/b c")).id).toBe("a/b c");
    const created = await copilot.clients.create({
      givenName: "Grace",
      familyName: "Hopper",
      email: "g@h.example",
    });
    expect(created).toMatchObject({ givenName: "Grace", email: "g@h.example" });
    expect((await copilot.clients.list({ limit: 3 })).data).toMatchObject([
      { givenName: "limit is number 3" },
    ]);
  });

  test("a function may return a whole response", async () => {
    server.use(
      handlers.tasks.retrieve(({ request }) => Response.json({ method: request.method }, { status: 418 })),
    );
    await expect(copilot.tasks.retrieve("t")).rejects.toMatchObject({ status: 418 });
  });

  test("pages follow each other as the client requests them", async () => {
    server.use(handlers.clients.list.pages(25));
    const clients = await all(copilot.clients.list());
    expect(clients).toHaveLength(25);
    expect(new Set(clients.map(({ id }) => id)).size).toBe(25);
    const page = await copilot.clients.list({ limit: 4 });
    expect(page.data).toHaveLength(4);
    expect(page.hasNextPage()).toBe(true);
  });

  test("an error has the body of the document, with the properties that the test gives", async () => {
    server.use(handlers.tasks.retrieve.error(404, { message: "no such task" }));
    const error = await copilot.tasks.retrieve("t").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(isErrorOf(retrieveTask, error)).toBe(true);
    expect(error).toMatchObject({ body: { code: expect.any(String), message: "no such task" } });
  });
}

describe("handlers and factories together", () => {
  const server = setupServer();
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  test("handlers that share factories with a test create no ID twice", async () => {
    const factories = createFactories({ seed: 42 });
    server.use(createHandlers({ http, factories }).invoices.list());
    const invoices = [...factories.Invoice.list(2), ...(await all(copilot.invoices.list()))];
    expect(new Set(invoices.map(({ id }) => id)).size).toBe(4);
  });

  test("handlers follow the client to another base URL", async () => {
    const baseURL = "http://localhost:4010/copilot";
    server.use(createHandlers({ http, baseURL }).clients.retrieve({ givenName: "Grace" }));
    const local = new Copilot({ apiKey: "test", baseURL });
    expect((await local.clients.retrieve("c")).givenName).toBe("Grace");
  });

  test("the handlers of one resource are an iterable, too", () => {
    expect([...handlers3.invoices]).toHaveLength(3);
    expect([...handlers3].length).toBeGreaterThan(80);
  });
});

describe("events", () => {
  const secret = "whsec";

  test("a factory's event passes the verification of a receiver with generated headers", async () => {
    const factories = createEventFactories({ seed: 1 });
    const received: WebhookEvent[] = [];
    const handler = createWebhookHandler({ secret, on: {}, fallback: (event) => void received.push(event) });
    const event = factories.WebhookEvent({ eventType: "invoice.paid", data: { total: 4200 } });
    const body = JSON.stringify(event);
    const headers = await webhooks.generateTestHeaders(body, { secret });
    const response = await handler.fetch(
      new Request("https://app.example/hook", { method: "POST", body, headers }),
    );
    expect(response.status).toBe(200);
    expect(received).toMatchObject([{ eventType: "invoice.paid", data: { object: "invoice", total: 4200 } }]);
  });

  test("there is a factory for each type of event", () => {
    const factories = createEventFactories();
    const event = factories.ClientCreatedEvent({ data: { givenName: "Ada" } });
    expect(event).toMatchObject({
      eventType: "client.created",
      data: { givenName: "Ada", object: "client" },
    });
  });
});
