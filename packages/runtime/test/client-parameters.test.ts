// Parameters that a client has for all of its calls: which value is sent, and where.
import { afterEach, describe, expect, test, vi } from "vitest";
import { clientParameters } from "../src/client-parameters/index.js";
import {
  ApiClient,
  type ApiDescription,
  type ClientOptions,
  type Operation,
  operation,
  pageOperation,
} from "../src/index.js";
import { json, scriptedFetch } from "./support/shop.js";

afterEach(() => vi.unstubAllEnvs());

interface Options extends ClientOptions {
  readonly accountSid?: string | undefined;
  readonly apiVersion?: number | undefined;
  readonly tenant?: string | undefined;
}

const api: ApiDescription = {
  name: "Phone",
  baseURL: "https://phone.test",
  environment: "PHONE",
  parameters: clientParameters({
    AccountSid: { option: "accountSid" },
    version: { option: "apiVersion" },
    "X-Tenant": { option: "tenant", required: true },
  }),
};

interface Own {
  AccountSid?: string;
  version?: number;
}

const retrieve = operation<Own & { id: string }, unknown>({
  id: "retrieve",
  method: "GET",
  path: "/Accounts/{AccountSid}/Calls/{id}",
  query: ["version"],
});
const list = pageOperation<{ AccountSid?: string; cursor?: string }, string, { items: string[] }>({
  id: "list",
  method: "GET",
  path: "/Accounts/{AccountSid}/Calls",
  query: ["cursor"],
  pagination: { kind: "cursor", cursor: "cursor", items: "items", next: "next" },
});
const create = operation<{ AccountSid?: string; "X-Tenant"?: string }, unknown>({
  id: "create",
  method: "POST",
  path: "/Accounts",
  headers: ["X-Tenant"],
  body: "json",
});
const health = operation<Record<never, never>, unknown>({ id: "health", method: "GET", path: "/health" });

const clientOf = (options: Options, fetch = scriptedFetch()) => {
  const client = new ApiClient<Options>(api, { fetch, logLevel: "off", ...options });
  return { client, fetch };
};

/** The address that an operation is sent to. */
async function addressOf<Params>(options: Options, called: Operation<Params, unknown>, params: Params) {
  const { client, fetch } = clientOf(options);
  await client.request(called as Operation<object, unknown>, params as object);
  return fetch.sent[0]?.url.href.replace(api.baseURL, "");
}

describe("a parameter of the client", () => {
  test("is sent in the path and the query of operations that have it, and nowhere else", async () => {
    const options = { accountSid: "AC/1", apiVersion: 2 };
    expect(await addressOf(options, retrieve, { id: "7" })).toBe("/Accounts/AC%2F1/Calls/7?version=2");
    expect(await addressOf(options, health, {})).toBe("/health");
  });

  test("is replaced by the parameter of a call, for this call only", async () => {
    const { client, fetch } = clientOf({ accountSid: "AC1" });
    await client.request(retrieve, { id: "7", AccountSid: "AC2" });
    await client.request(retrieve, { id: "7", AccountSid: undefined as never });
    expect(fetch.sent.map(({ url }) => url.pathname)).toEqual([
      "/Accounts/AC2/Calls/7",
      "/Accounts/AC1/Calls/7",
    ]);
  });

  test("comes from the environment if there is no option", async () => {
    vi.stubEnv("PHONE_ACCOUNT_SID", "AC3");
    expect(await addressOf({}, retrieve, { id: "7" })).toBe("/Accounts/AC3/Calls/7");
    expect(await addressOf({ accountSid: "AC1" }, retrieve, { id: "7" })).toBe("/Accounts/AC1/Calls/7");
  });

  test("is sent for each page of a list", async () => {
    const pages = scriptedFetch(json({ items: ["a"], next: "c" }), json({ items: ["b"] }));
    const { client, fetch } = clientOf({ accountSid: "AC1" }, pages);
    const items: string[] = [];
    for await (const item of client.page(list)) items.push(item);
    expect(items).toEqual(["a", "b"]);
    expect(fetch.sent.map(({ url }) => url.pathname + url.search)).toEqual([
      "/Accounts/AC1/Calls",
      "/Accounts/AC1/Calls?cursor=c",
    ]);
  });

  test("is changed by withOptions, in the copy only", async () => {
    const { client, fetch } = clientOf({ accountSid: "AC1" });
    await client.withOptions({ accountSid: "AC2" }).request(retrieve, { id: "7" });
    await client.request(retrieve, { id: "7" });
    expect(fetch.sent.map(({ url }) => url.pathname.split("/")[2])).toEqual(["AC2", "AC1"]);
  });

  test("is no part of a body, where a property of the same name is sent as it is given", async () => {
    const { client, fetch } = clientOf({ accountSid: "AC1", tenant: "acme" });
    await client.request(create, {});
    await client.request(create, { AccountSid: "AC9" });
    expect(fetch.sent.map(({ init }) => init.body)).toEqual(["{}", '{"AccountSid":"AC9"}']);
    expect(fetch.sent[0]?.headers.get("x-tenant")).toBe("acme");
  });

  test("cannot change the rest of the path", async () => {
    const { client, fetch } = clientOf({ accountSid: ".." });
    await expect(client.request(retrieve, { id: "7" })).rejects.toThrow('cannot be ".."');
    expect(fetch.sent).toEqual([]);
  });

  test("that is missing is an error that says where it can be given, and nothing is sent", async () => {
    const { client, fetch } = clientOf({});
    await expect(client.request(retrieve, { id: "7" })).rejects.toThrow(
      new TypeError(
        "retrieve: parameter AccountSid is missing: pass it to the call, pass accountSid to the client, or set PHONE_ACCOUNT_SID",
      ),
    );
    await expect(client.request(create, {})).rejects.toThrow("parameter X-Tenant is missing");
    expect(fetch.sent).toEqual([]);
  });

  test("that is optional is left out if it is missing", async () => {
    expect(await addressOf({ accountSid: "AC1" }, retrieve, { id: "7" })).toBe("/Accounts/AC1/Calls/7");
  });
});
