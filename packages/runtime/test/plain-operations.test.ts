import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { plainOperation, plainPageOperation } from "../src/index.js";
import { scriptedFetch, shop } from "./support/shop.js";

const retrieveAccount = plainOperation<{ expand?: string; "X-Trace"?: string }, { id: string }>({
  id: "retrieveAccount",
  method: "GET",
  path: "/v1/account",
  query: ["expand"],
  headers: ["X-Trace"],
});

const listBoxes = plainPageOperation<{ nextToken?: string }, { id: string }>({
  id: "listBoxes",
  method: "GET",
  path: "/v1/boxes",
  query: ["nextToken"],
});

describe("a plain operation", () => {
  test("sends its query and its headers", async () => {
    const fetch = scriptedFetch(Response.json({ id: "1" }));
    const params = { expand: "owner", "X-Trace": "t1" };
    expect(await shop({ fetch }).request(retrieveAccount, params)).toEqual({ id: "1" });
    expect(fetch.sent[0]?.url.href).toBe("https://shop.test/v1/account?expand=owner");
    expect(fetch.sent[0]?.headers.get("x-trace")).toBe("t1");
    expect(fetch.sent[0]?.init.body).toBeUndefined();
  });

  test("refuses a parameter that it would not send", async () => {
    const fetch = scriptedFetch();
    const params = { expand: "owner", rest: undefined, size: 5 };
    const call = shop({ fetch }).request(retrieveAccount, params);
    await expect(call).rejects.toThrow(new TypeError("retrieveAccount has no parameter size"));
    expect(fetch.sent).toEqual([]);
  });

  test("cannot have a body: the compiler says so, and each call", async () => {
    const definition = { id: "send", method: "POST", path: "/v1/boxes", body: "json" } as const;
    // @ts-expect-error -- the definition has a body
    const send = plainOperation<{ memo: string }, void>(definition);
    const call = shop({ fetch: scriptedFetch() }).request(send, { memo: "Thanks" });
    await expect(call).rejects.toThrow(new TypeError("send was not defined with operation()"));
  });

  test("cannot have path parameters: each call says so", async () => {
    const read = plainOperation<{ id: string }, void>({ id: "read", method: "GET", path: "/v1/items/{id}" });
    const call = shop({ fetch: scriptedFetch() }).request(read, { id: "42" });
    await expect(call).rejects.toThrow(new TypeError("read was not defined with operation()"));
  });
});

test("a plain list has pages", async () => {
  const pages = [
    { data: [{ id: "1" }], nextToken: "b" },
    { data: [{ id: "2" }], nextToken: null },
  ];
  const fetch = scriptedFetch(...pages.map((page) => Response.json(page)));
  expect(await shop({ fetch }).page(listBoxes).toArray()).toEqual([{ id: "1" }, { id: "2" }]);
  expect(fetch.sent.map(({ url }) => url.search)).toEqual(["", "?nextToken=b"]);
});

describe("the bundle of a program", () => {
  /** The code of a program that calls one list. */
  async function bundleOf(define: string): Promise<string> {
    const program = `
      import { ApiClient, ${define} } from "@copilot-sdk/runtime";
      const list = ${define}({ id: "list", method: "GET", path: "/items" });
      export const items = (api) => new ApiClient(api).page(list);`;
    const bundle = await rolldown({
      input: "program",
      platform: "neutral",
      resolve: {
        alias: { "@copilot-sdk/runtime": fileURLToPath(new URL("../src/index.ts", import.meta.url)) },
      },
      plugins: [
        {
          name: "program",
          resolveId: (id) => (id === "program" ? id : null),
          load: (id) => (id === "program" ? program : null),
        },
      ],
    });
    const { output } = await bundle.generate();
    await bundle.close();
    return output[0].code;
  }

  test.each([
    ["plainPageOperation", false],
    ["pageOperation", true],
  ])("with %s contains the code for path parameters and bodies: %s", async (define, expected) => {
    const code = await bundleOf(define);
    expect(code.includes("request cannot have a body")).toBe(expected);
    expect(code.includes(": path parameter`")).toBe(expected);
  });
});
