import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isKnown, type WebhookEvent, WebhookEventType } from "@copilot-sdk/webhooks";
import { APIError, Copilot, InvoiceStatus, unrecognized } from "copilot-sdk";
import { describe, expect, test } from "vitest";
import { strictOptions } from "../../test/support/compiler.ts";
import { type JsonServer, type Reply, startJsonServer } from "../../test/support/json-server.ts";
import { compileHere } from "../../test/support/project.ts";
import { compatFolder } from "../src/workspace.ts";
import * as programs from "./programs/programs.ts";

/** An invoice of a newer server. JSON text, because literals cannot contain all of it. */
const newerInvoice = `{
  "id": "in_1", "object": "invoice", "createdAt": "2026-05-01T10:00:00.123456789Z", "number": "A-1",
  "status": "disputed", "currency": "usd", "total": 5000, "memo": null,
  "lineItems": [{ "amount": 5000, "taxCode": "T1", "discounts": [{ "kind": "voucher", "percent": 10 }] }],
  "paymentMethodPreferences": [{ "type": "stablecoin", "network": { "name": "devnet" } }],
  "dispute": { "openedAt": "2026-05-02T10:00:00Z", "evidence": [] },
  "constructor": "an attribute", "__proto__": { "polluted": true }, "then": "a text", "": 0
}`;

/** A client with custom fields of unknown types. */
const newerClient = {
  id: "client-1",
  object: "client",
  status: "onHold",
  customFields: { rating: { stars: 4, of: 5 }, isVip: true, history: [["2026", 1]], cleared: null },
};

describe("a response of a newer server", () => {
  test("keeps new properties and values at every depth", async () => {
    const { copilot } = await serverThatAnswers(() => ({ body: newerInvoice }));
    const invoice = await copilot.invoices.retrieve("in_1");
    expect(invoice).toStrictEqual(JSON.parse(newerInvoice));
    expect(Object.keys(invoice)).toEqual(Object.keys(JSON.parse(newerInvoice) as object));
    expect(isKnown(InvoiceStatus, invoice.status)).toBe(false);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("keeps custom fields of a new type", async () => {
    const { copilot } = await serverThatAnswers(() => ({ body: newerClient }));
    expect(await copilot.clients.retrieve("client-1")).toStrictEqual(newerClient);
  });

  test("keeps new properties of pages and their items", async () => {
    const first = {
      data: [JSON.parse(newerInvoice)],
      nextToken: "2",
      total: 2,
      facets: { status: { open: 1 } },
    };
    const second = { data: [{ id: "in_2", kind: "proforma" }], total: 2 };
    const { copilot } = await serverThatAnswers(({ path }) => ({
      body: path.endsWith("nextToken=2") ? second : first,
    }));
    const page = await copilot.invoices.list();
    expect({ ...page }).toStrictEqual(first);
    expect({ ...(await page.getNextPage()) }).toStrictEqual(second);
    expect(await copilot.invoices.list().toArray()).toStrictEqual([...first.data, ...second.data]);
  });

  test("keeps new properties of errors", async () => {
    const body = { code: "brand_new_code", message: "No.", hints: ["try again"], trace: { span: 7 } };
    const { copilot } = await serverThatAnswers(() => ({ status: 418, body }));
    const error = await copilot.invoices.retrieve("in_1").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status: 418, code: "brand_new_code", body });
  });
});

describe("a program for the current values", () => {
  const disputed = (JSON.parse(newerInvoice) as { status: InvoiceStatus }).status;

  test("compiles with strict options, including its expected errors", async () => {
    const files = { "programs.ts": textOf("test/programs/programs.ts") };
    expect(await compileHere({ files })).toEqual([]);
  });

  test("handles a new enum value, in each way of comparing", () => {
    expect(programs.labelBySwitch("draft")).toBe("not sent");
    expect(programs.labelBySwitch(disputed)).toBe("other (disputed)");
    expect(programs.labelByTable("completed")).toBe("done");
    expect(programs.labelByTable(unrecognized("blocked"))).toBe("unknown (blocked)");
    expect(programs.colour("paid")).toBe("green");
    expect(programs.colour(disputed)).toBe("grey");
    expect(programs.isOver("void")).toBe(true);
    expect(programs.isOver(disputed)).toBe(false);
  });

  test("receives events of new types with all of their properties", () => {
    const body = `{ "eventType": "invoice.disputed", "created": "2026-05-02", "data": ${newerInvoice}, "attempt": 2 }`;
    const event = JSON.parse(body) as WebhookEvent;
    expect(programs.listen(event)).toBe("new: invoice.disputed");
    if (isKnown(WebhookEventType, event.eventType)) expect.unreachable("its type is new");
    expect(event).toStrictEqual(JSON.parse(body));
    const client = `{ "eventType": "client.created", "data": { "givenName": "Ada", "pronouns": "she" } }`;
    expect(programs.listen(JSON.parse(client) as WebhookEvent)).toBe("welcome, Ada");
  });

  test("writes back what it read, including new values", async () => {
    const task = { id: "task-1", status: "blocked", name: "Call", viewers: [{ teamId: "t" }], dueDate: null };
    const { copilot, arrivals } = await serverThatAnswers(() => ({ body: task }));
    await programs.completeTask(copilot, "task-1");
    const { id: _, ...written } = task;
    expect(bodyOf(arrivals[1])).toStrictEqual(written);
  });

  test("writes back custom fields of a new type", async () => {
    const { copilot, arrivals } = await serverThatAnswers(() => ({ body: newerClient }));
    await programs.tagClient(copilot, "client-1", "vip");
    expect(bodyOf(arrivals[1])).toStrictEqual({
      customFields: { ...newerClient.customFields, tags: ["vip"] },
    });
  });

  test("sends a new value deliberately", async () => {
    const { copilot, arrivals } = await serverThatAnswers(() => ({ body: { data: [] } }));
    await programs.listByNewStatus(copilot, "blocked");
    expect(arrivals.map(({ path }) => path)).toEqual(["/v1/tasks?status=blocked"]);
  });
});

describe.each(["umbrella", "package"])(
  "a workspace's own custom fields, declared through the %s",
  (where) => {
    const files = { "program.ts": textOf(`consumers/custom-fields-of-${where}.ts`) };

    test.each([true, false])("have their types (exactOptionalPropertyTypes: %s)", async (exact) => {
      const compilerOptions = { ...strictOptions, exactOptionalPropertyTypes: exact, noEmit: true };
      expect(await compileHere({ files, compilerOptions })).toEqual([]);
    });
  },
);

async function serverThatAnswers(
  answer: (arrival: { readonly path: string }) => Reply,
): Promise<Pick<JsonServer, "arrivals"> & { readonly copilot: Copilot }> {
  const { url, arrivals } = await startJsonServer(answer);
  return { arrivals, copilot: new Copilot({ apiKey: "key", baseURL: url }) };
}

function bodyOf(arrival: JsonServer["arrivals"][number] | undefined): unknown {
  return JSON.parse(arrival?.body ?? "null");
}

function textOf(path: string): string {
  return readFileSync(join(compatFolder, path), "utf8");
}
