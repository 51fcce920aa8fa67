// Packages whose 64-bit integers are bigints or strings: their types, and their calls of a real server.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

/** Code of the test in the package that both settings share. `int` writes an integer of the program. */
const testOf = (int: (digits: string) => string, type: string): string => `
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEntry, type Entry, isErrorOf, Ledger } from "../src/index.js";
import { int64Parser, stringifyExact, EntryInt64 } from "../src/int64.js";
import { webhooks } from "../src/receiver.js";

const LARGE = "9007199254740993";
const LOWEST = "-9223372036854775808";
const ENTRY = \`{"id":5,"amount":\${LOWEST},"name":"\${LARGE}","level":2,"count":7,"extra":8,
  "parent":{"id":\${LARGE},"amount":1,"name":"p","parent":null},"children":[{"id":1,"amount":\${LARGE},"name":"c"}],
  "totals":{"a":1,"__proto__":\${LARGE}},"pair":["1",2],"source":{"kind":"bank","account":\${LARGE}}}\`;

let requests: { url: string; type: string; body: string }[] = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { url = "", method } = request;
  requests.push({ url, type: request.headers["content-type"] ?? "", body });
  const send = (text: string, status = 200, type = "application/json"): unknown =>
    response.writeHead(status, { "content-type": type }).end(text);
  if (url === "/entries/total") return send(LARGE);
  if (url === "/changes") return send(\`data: {"id":\${LARGE}}\\n\\ndata: {"id":1}\\n\\n\`, 200, "text/event-stream");
  if (url.endsWith("/file")) return response.writeHead(204).end();
  if (method === "POST" && body.includes('"name":"refused"')) return send(\`{"code":\${LARGE}}\`, 409);
  if (url.startsWith("/entries?") || url === "/entries" && method === "GET") {
    return send(\`{"items":[\${ENTRY}],"total":\${url.includes("offset=2") ? 3 : 9}}\`);
  }
  return send(ENTRY);
});
let ledger: Ledger;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseURL = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
  ledger = new Ledger({ baseURL, maxRetries: 0, logLevel: "off" });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const totals = JSON.parse('{"a":0,"__proto__":0}');
for (const [key, value] of [["a", ${int("1")}], ["__proto__", ${int("9007199254740993")}]] as const) totals[key] = value;
const expected = {
  id: ${int("5")}, amount: ${int("-9223372036854775808")}, name: LARGE, level: 2, count: 7, extra: 8,
  parent: { id: ${int("9007199254740993")}, amount: ${int("1")}, name: "p", parent: null },
  children: [{ id: ${int("1")}, amount: ${int("9007199254740993")}, name: "c" }],
  totals, pair: ["1", ${int("2")}], source: { kind: "bank", account: ${int("9007199254740993")} },
};

test("responses are exact, at every depth", async () => {
  const entry = await ledger.entries.retrieve(${int("9007199254740993")}, { filter: { id: ${int("9007199254740993")} } });
  entry satisfies Entry;
  entry.id satisfies ${type};
  expect(entry).toEqual(expected);
  const { url = "" } = requests.at(-1) ?? {};
  expect(decodeURIComponent(url)).toBe(\`/entries/\${LARGE}?filter={"id":\${LARGE}}\`);
  expect(await ledger.entries.count()).toBe(${int("9007199254740993")});
});

test("bodies that are sent are exact; a cash account stays a number", async () => {
  await ledger.entries.create({
    id: ${int("9007199254740993")}, amount: ${int("1")}, name: "9", totals: { t: ${int("-9223372036854775808")} }, pair: ["7", ${int("7")}],
    parent: { id: ${int("1")}, amount: ${int("2")}, name: "3", source: { kind: "cash", account: 4 } },
  });
  expect(requests.at(-1)?.body).toBe(
    \`{"id":\${LARGE},"amount":1,"name":"9","totals":{"t":\${LOWEST}},"pair":["7",7],"parent":{"id":1,"amount":2,"name":"3","source":{"kind":"cash","account":4}}}\`,
  );
  await ledger.entries.addFile(${int("9007199254740993")}, { about: { id: ${int("9007199254740993")} }, file: new Blob(["x"]) });
  expect(requests.at(-1)).toMatchObject({ url: \`/entries/\${LARGE}/file\`, body: expect.stringContaining(\`{"id":\${LARGE}}\`) });
});

test("the body of an error", async () => {
  const error = await ledger.entries.create({ id: ${int("1")}, amount: ${int("1")}, name: "refused" }).catch((failure: unknown) => failure);
  expect(isErrorOf(createEntry, error) && error.status === 409 && error.body.code).toBe(${int("9007199254740993")});
});

test("pages, whose offset may be given", async () => {
  requests = [];
  const entries = [];
  for await (const entry of ledger.entries.list({ offset: ${int("1")}, limit: ${int("1")} })) {
    // The server repeats its page, which ends the list.
    entries.push(entry);
    break;
  }
  expect(entries).toEqual([expected]);
  expect(requests[0]?.url).toBe("/entries?offset=1&limit=1");
  const page = await ledger.entries.list({ offset: ${int("2")} });
  expect(page.total).toBe(${int("3")});
  expect(page.hasNextPage()).toBe(false);
});

test("streams", async () => {
  const ids = [];
  for await (const { id } of ledger.changes.watch()) ids.push(id);
  expect(ids).toEqual([${int("9007199254740993")}, ${int("1")}]);
  const bytes = (await ledger.changes.watch()).toReadableStream();
  expect(await new Response(bytes).text()).toContain(LARGE);
});

test("signed events", async () => {
  const secret = "secret";
  for (const body of [\`{"eventType":"created","entry":\${ENTRY}}\`, \`{"eventType":"deleted","id":5}\`, '{"eventType":"new","id":5}']) {
    const headers = await webhooks.generateTestHeaders(body, { secret });
    const event = await webhooks.unwrap(body, headers, { secret });
    if (event.eventType === "created") expect(event.entry).toEqual(expected);
    else if (event.eventType === "deleted") expect(event.id).toBe(${int("5")});
    else expect(event).toEqual({ eventType: "new", id: 5 });
  }
});

test("JSON from elsewhere", () => {
  const parse = int64Parser(EntryInt64${type === "string" ? ', "string"' : ""});
  expect(parse(ENTRY)).toEqual(expected);
  expect(stringifyExact({ id: 9007199254740993n, name: LARGE })).toBe(\`{"id":\${LARGE},"name":"\${LARGE}"}\`);
});
`;

describe.each([
  { int64: "bigint", int: (digits: string) => `${digits}n` },
  { int64: "string", int: (digits: string) => JSON.stringify(digits) },
] as const)("64-bit integers as $int64", ({ int64, int }) => {
  const sdk = new GeneratedPackage("ledger.yaml", "ledger", { naming: "tags", int64 });
  beforeAll(() => sdk.generate(), 240_000);
  afterAll(() => sdk.remove());

  test("requests, responses, errors, pages, streams and events are exact", () => {
    sdk.write("test/int64.test.ts", testOf(int, int64));
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/int64.test.ts");
  });

  test("passes its wire tests", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toHaveLength(7);
  });
});
