import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type McpOptions, mcp } from "../src/index.ts";
import { type GeneratedServer, generateServer } from "./support/generated-server.ts";

const PHOTO = Buffer.from([137, 80, 78, 71]);
/** More than a double can represent. */
const GRAMS = "9007199254740993";

interface Arrival {
  readonly request: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An API with 45 parcels. */
const arrivals: Arrival[] = [];
const api: Server = createServer(async (request, response) => {
  const { method, url = "", headers } = request;
  arrivals.push({
    request: `${method} ${url}`,
    authorization: headers.authorization,
    body: await text(request),
  });
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const json = (status: number, body: string) =>
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  if (pathname === "/events") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const write = (parcel: number) => response.write(`data: {"parcel":${parcel}}\n\n`);
    write(1);
    await firstIsReported;
    // The stream does not end by itself.
    for (let parcel = 2; parcel <= 100; parcel++) write(parcel);
  } else if (pathname.endsWith("/photo") && method === "GET") {
    const photo = pathname.includes("/2/") ? Buffer.alloc(600_000) : PHOTO;
    response.writeHead(200, { "content-type": "image/png", "content-length": photo.length }).end(photo);
  } else if (pathname === "/parcels" && method === "GET") {
    const offset = Number(searchParams.get("offset") ?? 0);
    const parcels = Array.from({ length: Math.max(0, Math.min(10, 45 - offset)) }, (_, index) => ({
      id: offset + index,
    }));
    json(200, JSON.stringify({ total: 45, parcels }));
  } else if (pathname === "/parcels/find") json(200, '[{"id":1}]');
  else if (method === "POST") json(201, `{"id":46,"grams":${GRAMS}}`);
  else response.writeHead(204).end();
});

/** Settles when the client knows of the first event: it forgets reports that arrive with the result. */
let reportFirst: () => void;
const firstIsReported = new Promise<void>((resolve) => {
  reportFirst = resolve;
});

let url: string;
let generated: GeneratedServer;
let client: Client;

beforeAll(async () => {
  api.listen(0, "127.0.0.1");
  await once(api, "listening");
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  generated = await generateServer("depot.yaml", { reads: ["parcels.find"] }, { int64: "bigint" });
  client = await generated.start(["--write"], { DEPOT_API_KEY: "secret-token", DEPOT_BASE_URL: url });
});
beforeEach(() => void arrivals.splice(0));
afterAll(async () => {
  await client?.close();
  await generated?.remove();
  api.closeAllConnections();
  api.close();
});

async function use(name: string, input: object) {
  const {
    content,
    structuredContent,
    isError = false,
  } = await client.callTool({ name, arguments: { ...input } });
  const [first] = content;
  const data = structuredContent as Readonly<Record<string, unknown>> | undefined;
  return { isError, content, data, text: first?.type === "text" ? first.text : "" };
}

describe("the server of another document", () => {
  test("sends the credentials of that API, and has a package with the name of that API", async () => {
    await use("call", { call: "parcels.list" });
    expect(arrivals).toMatchObject([{ request: "GET /parcels", authorization: "Bearer secret-token" }]);
    const manifest = JSON.parse(await readFile(join(generated.root, "mcp/package.json"), "utf8"));
    expect(manifest).toMatchObject({ name: "depot-mcp", bin: { "depot-mcp": "bin/depot-mcp.js" } });
    expect(Object.keys(manifest.dependencies)).toEqual(["@copilot-sdk/mcp-server", "depot"]);
    const files = ["mcp/README.md", "mcp/bin/depot-mcp.js", "mcp/package.json"];
    const texts = await Promise.all(files.map((file) => readFile(join(generated.root, file), "utf8")));
    expect(texts.join("").replaceAll("@copilot-sdk/mcp-server", "")).not.toMatch(/copilot/i);
  });

  test("strings of the document are data, and reach the assistant unchanged", async () => {
    const { data } = await use("search", { query: "lists parcels" });
    expect(data?.calls).toContainEqual(
      expect.objectContaining({ call: "parcels.list", summary: "Lists parcels. */ process.exit(9) //" }),
    );
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of the document.
    expect(client.getInstructions()).toContain("*/ ${process.exit(9)} `; </script>");
    expect(await readFile(join(generated.root, "mcp/bin/depot-mcp.js"), "utf8")).not.toContain("exit(9)");
  });

  test("a list whose pages have an offset continues to its end, in parts of any size", async () => {
    const ids: unknown[] = [];
    let next: object = { call: "parcels.list" };
    for (let count = 0; count < 30; count++) {
      const { data } = await use("call", { ...next, maxItems: 7 });
      for (const { id } of (data?.items ?? []) as readonly { readonly id: number }[]) ids.push(id);
      if (count === 0) expect(data?.page).toEqual({ total: 45 });
      if (data?.cursor === undefined) break;
      next = { cursor: data.cursor };
    }
    expect(ids).toEqual(Array.from({ length: 45 }, (_, index) => index));
  });

  test("a call that only reads by the options of the feature is found and made as such", async () => {
    expect(await use("call", { call: "parcels.find", input: { text: "x" } })).toMatchObject({
      isError: false,
      data: { items: [{ id: 1 }] },
    });
  });

  test("64-bit integers stay exact in both directions", async () => {
    const input = { to: { city: "Bern" }, content: { kind: "goods", grams: GRAMS } };
    const { data } = await use("write", { call: "parcels.create", input });
    expect(arrivals[0]?.body).toContain(`"grams":${GRAMS}`);
    expect(data?.result).toEqual({ id: 46, grams: GRAMS });
  });

  test("names the invalid value deep in an input with alternatives", async () => {
    const input = {
      to: { city: "B".repeat(41), stret: "x" },
      content: { kind: "letter", pages: 0 },
      labels: { a: 1 },
    };
    const { isError, text: problems } = await use("write", { call: "parcels.create", input });
    expect(isError).toBe(true);
    expect(problems).toContain("`to.city` must have at most 40 characters, not 41.");
    expect(problems).toContain("`to.stret` does not exist. Did you mean `street`?");
    expect(problems).toContain("`content.pages` must be at least 1, not 0.");
    expect(problems).toContain("`labels.a` must be a string, not 1.");
    expect(arrivals).toEqual([]);
  });

  test("an argument whose name is no identifier is passed in the path", async () => {
    const photo = { base64: PHOTO.toString("base64"), name: "photo.png", type: "image/png" };
    const { text: result } = await use("write", {
      call: "parcels.putPhoto",
      input: { "parcel-id": 7, photo, note: "n" },
    });
    expect(result).toContain("The API returned no content.");
    expect(arrivals[0]?.request).toBe("PUT /parcels/7/photo");
    expect(arrivals[0]?.body).toMatch(/filename="photo.png"\r\ncontent-type: image\/png/i);
  });

  test("the example of a call has files where they may be null, and in arrays", async () => {
    const { data: found } = await use("search", { query: "adds papers" });
    const call = (found?.calls as readonly { readonly call: string }[] | undefined)?.[0]?.call;
    const { data } = await use("describe", { call });
    const file = { text: "Hello" };
    expect(data?.example).toEqual({ "parcel-id": expect.any(Number), cover: file, pages: [file] });
    expect(await use("write", { call, input: data?.example ?? {} })).toMatchObject({ isError: false });
    expect(arrivals[0]?.body).toContain("Hello");
  });

  test("a file is returned beside the text, and one that is too large only by its type", async () => {
    const { content, data } = await use("call", { call: "parcels.getPhoto", input: { "parcel-id": 1 } });
    expect(data).toEqual({ file: { type: "image/png", size: 4 } });
    expect(content[1]).toMatchObject({
      type: "resource",
      resource: { mimeType: "image/png", blob: PHOTO.toString("base64") },
    });
    const large = await use("call", { call: "parcels.getPhoto", input: { "parcel-id": 2 } });
    expect(large.content).toHaveLength(1);
    expect(large.text).toContain("It has 600000 bytes.");
  });

  test("a stream that does not end returns its first items, and reports that they arrive", async () => {
    const messages: unknown[] = [];
    const request = { name: "call", arguments: { call: "events.watch", maxItems: 3 } };
    const { structuredContent } = await client.callTool(request, {
      onprogress({ message }) {
        messages.push(message);
        reportFirst();
      },
    });
    expect(structuredContent).toMatchObject({ items: [{ parcel: 1 }, { parcel: 2 }, { parcel: 3 }] });
    expect(messages[0]).toBe("Items that have arrived: 1.");
  });

  test("a call that may stream requests the whole response, whatever its parameter is called", async () => {
    const { text: described } = await use("describe", { call: "labels.print" });
    expect(described).toContain("count");
    expect(described).not.toContain("mode");
    const { isError } = await use("write", { call: "labels.print", input: { count: 2 } });
    expect(isError).toBe(false);
    expect(JSON.parse(arrivals[0]?.body ?? "")).toEqual({ mode: "blocking", count: 2 });
  });

  test("a call that deletes needs more than --write", async () => {
    const { text: refusal } = await use("write", { call: "parcels.delete", input: { "parcel-id": 1 } });
    expect(refusal).toContain("`parcels.delete` is not allowed: it deletes data.");
    expect(arrivals).toEqual([]);
  });
});

test("the petstore of the specification: a server with its own credentials, which reads and then may delete", async () => {
  const file = fileURLToPath(import.meta.resolve("@readme/oas-examples/3.0/json/petstore.json"));
  const server = await generateServer(file, {}, { environment: "PETS" });
  try {
    const catalogue = JSON.parse(await readFile(join(server.root, "mcp/catalogue.json"), "utf8"));
    const [deleting] = catalogue.calls.filter(({ effect }: { effect: string }) => effect === "delete");
    const environment = Object.fromEntries(
      catalogue.secrets.map((name: string) => [name, "secret-value"] as const),
    );
    const pets = await server.start(["--allow", deleting.name], {
      ...environment,
      PETS_BASE_URL: url,
    });
    const found = await pets.callTool({ name: "search", arguments: { query: "find pets by status" } });
    expect(found.structuredContent).toHaveProperty("calls.0.call", "pet.findByStatus");
    const input = deleting.example;
    const result = await pets.callTool({ name: "write", arguments: { call: deleting.name, input } });
    expect(result.isError).toBe(false);
    expect(arrivals.map(({ request }) => request.split(" ")[0])).toEqual(["DELETE"]);
    await pets.close();
  } finally {
    await server.remove();
  }
});

test("an option that does not exist is refused", () => {
  expect(() => mcp({ read: [] } as McpOptions)).toThrow(
    "mcp() has no option `read`; it has `name`, `folder`, `reads`, `deletes`",
  );
});

test("an option with a call that does not exist is an error, and nothing is generated", async () => {
  await expect(generateServer("depot.yaml", { deletes: ["parcels.destroy"] })).rejects.toThrow(
    "its options name the call `parcels.destroy`, which does not exist",
  );
});

test("a folder that another package has is an error", async () => {
  await expect(generateServer("depot.yaml", { folder: "depot" })).rejects.toThrow(
    "another package has the folder `depot`",
  );
});
