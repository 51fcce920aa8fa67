import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { runProgram } from "../support/program.ts";

const response =
  '{ "200": { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/ChatModelV2" } } } } }';

const DOCUMENT = `${HEAD}paths:
  /v1/chat/completions:
    post: { operationId: a, responses: ${response} }
  /v1/chat/completions/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: b, responses: ${response} }
  /v1/secret: { get: { operationId: c, responses: ${response} } }
  /v1/me: { get: { operationId: d, responses: ${response} } }
  /v1/batches: { get: { operationId: listBatches, responses: ${response} } }
components: { schemas: { ChatModelV2: { type: object, properties: { id: { type: string } } } } }
`;

const STAINLESS = `
organization: { name: shop }
client_settings:
  default_retries: { max_retries: 5 }
  opts: { api_key: { type: string, read_env: SHOP_CO_API_KEY }, org: { type: string, read_env: SHOP_ORG } }
resources:
  $client: { methods: { me: get /v1/me } }
  $shared: { models: { chat_model: ChatModelV2 } }
  chat:
    standalone_api: true
    subresources:
      completions:
        methods:
          create: post /v1/chat/completions
          get_one: { type: http, endpoint: "get /v1/chat/completions/{completion_id}", paginated: false, body_param_name: chat }
          again: post /v1/chat/completions
  secrets: { methods: { read: { endpoint: get /v1/secret, skip: [node] } } }
`;

test("links of a package start at the top of its git repository, also if the packages are there", async () => {
  const shop = `${STAINLESS}targets: { typescript: { package_name: shop, production_repo: acme/shop } }\n`;
  const files = { ".git/HEAD": "ref: refs/heads/main\n", "api.yaml": DOCUMENT, "stainless.yml": shop };
  const directoryIn = async (out: string) => {
    const parameters = ["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", out];
    const { code, cwd } = await runProgram(parameters, files);
    expect(code).toBe(0);
    return JSON.parse(await readFile(join(cwd, out, "shop/package.json"), "utf8")).repository.directory;
  };
  expect(await directoryIn(".")).toBe("shop");
  expect(await directoryIn("clients/node")).toBe("clients/node/shop");
});

test("a Stainless configuration names resources, methods, types and environment variables", async () => {
  const { code, stdout, cwd } = await runProgram(
    ["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", "sdk", "--format", "json"],
    { "api.yaml": DOCUMENT, "stainless.yml": STAINLESS },
  );
  const told = [...stdout.matchAll(/"message": "(.*) in stainless\.yml has no effect"/g)];
  expect(told.map(([, what]) => what)).toEqual([
    "`$client.me`: clients have methods only in resources",
    "`body_param_name` of `chat.completions.getOne`",
    "`chat.completions.again`: its endpoint is `chat.completions.create` already",
    "`client_settings.opts.org`",
    "`standalone_api` of `chat`",
  ]);
  expect(code).toBe(0);
  const read = (file: string) => readFile(join(cwd, "sdk/shop/src", file), "utf8");
  const completions = await read("resources/chat/completions.ts");
  expect(completions).toContain("create(options?: RequestOptions): APIPromise<ChatModel>");
  expect(completions).toContain("getOne(id: string, options?: RequestOptions): APIPromise<ChatModel>");
  const client = await read("client.ts");
  expect(client).toContain('environment: "SHOP_CO"');
  const resources = [...client.matchAll(/^ {2}readonly (\w+): /gm)].map(([, name]) => name);
  expect(resources, "the rules name methods of the client itself").toEqual(["chat", "me"]);
  expect(client).toContain("maxRetries: 5");
});

test("an environment that is not a URL is reported, and a value of the wrong type is not shown", async () => {
  const generate = (config: string) =>
    runProgram(["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", "sdk"], {
      "api.yaml": DOCUMENT,
      "stainless.yml": config,
    });
  const known =
    "environments: { javascript: sk_live_1, production: https://shop.example, region: 'https://{x}.example' }";
  const read = await generate(known);
  expect(read.stderr).toContain(
    "`environments.javascript`, which is not the URL of a server, in stainless.yml has no effect",
  );
  expect(await readFile(join(read.cwd, "sdk/shop/src/client.ts"), "utf8")).not.toContain("sk_live_1");
  const wrong = await generate(
    "environments: { production: 10987 }\nclient_settings: { default_retries: sk_live_1 }\n",
  );
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain(
    "`environments.production`: Invalid type: Expected string but received a number",
  );
  expect(wrong.stderr).toContain(
    "`client_settings.default_retries`: Invalid type: Expected Object but received a string",
  );
  expect(wrong.stderr).not.toMatch(/sk_live_1|10987/);
});

test("arrays and objects in the query are sent as a Stainless configuration says", async () => {
  const parameters =
    "parameters: [{ name: ids, in: query, schema: { type: array, items: { type: string } } }, { name: made, in: query, schema: { type: object, properties: { from: { type: string } } } }], ";
  const document = DOCUMENT.replace("operationId: listBatches, ", (found) => found + parameters);
  const generate = async (settings: string) => {
    const { stderr, cwd } = await runProgram(
      ["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", "sdk"],
      { "api.yaml": document, "stainless.yml": `query_settings: ${settings}\n` },
    );
    const text = await readFile(join(cwd, "sdk/shop/src/resources/batches.ts"), "utf8");
    const unused = [...stderr.matchAll(/unused-config: (.*) in stainless\.yml has no effect/g)];
    return { query: / query: (.*?),?\n/.exec(text)?.[1], unused: unused.map(([, what]) => what) };
  };
  expect(await generate("{ array_format: brackets, nested_format: brackets }")).toEqual({
    query: '[{ name: "ids[]", property: "ids" }, { name: "made", style: "deepObject" }]',
    unused: [],
  });
  expect(await generate("{ array_format: comma }")).toEqual({
    query: '[{ name: "ids", explode: false }, "made"]',
    unused: [],
  });
  expect(await generate("{ array_format: indices, nested_format: dots }")).toEqual({
    query: '["ids", "made"]',
    unused: ["`query_settings.array_format`", "`query_settings.nested_format`"],
  });
});

describe("pagination in a Stainless configuration", () => {
  const list = (name: string, parameter: string, response: string) =>
    `/v1/${name}: { get: { operationId: "${name}", parameters: [{ name: ${parameter}, in: query, schema: { type: ${parameter === "after" ? "string" : "integer"} } }], responses: ` +
    `{ "200": { description: Done., content: { application/json: { schema: ${response} } } } } } }`;
  const rows = "rows: { type: array, items: { type: object, properties: { key: { type: string } } } }";
  const others = "others: { type: array, items: { type: string } }";
  const object = (...properties: readonly string[]) =>
    `{ type: object, properties: { ${properties.join(", ")} } }`;
  const document = `${HEAD}paths:
  ${list("cursors", "after", object(rows, others, "meta: { type: object, properties: { token: { type: string }, more: { type: boolean } } }"))}
  ${list("ids", "after", object(rows, others))}
  ${list("offsets", "skip", object(rows, others, "sum: { type: integer }"))}
  ${list("numbers", "no", object(rows, others, "at: { type: integer }, of: { type: integer }"))}
  ${list("addresses", "x", object(rows, others, "following: { type: string }"))}
  ${list("arrays", "from", "{ type: array, items: { type: string } }")}
  ${list("others", "page", object(rows, "page: { type: integer }, total_pages: { type: integer }"))}
  ${list("whole", "skip", object(rows, others, "sum: { type: integer }"))}
`;
  const purpose = (name: string) => `x-stainless-pagination-property: { purpose: ${name} }`;
  const items = `rows: { type: array, items: {}, ${purpose("items")} }`;
  const STYLES = `
resources:
  whole: { methods: { list: { endpoint: get /v1/whole, paginated: false } } }
  cursors: { methods: { list: get /v1/cursors } }
  ids: { methods: { list: get /v1/ids } }
  offsets: { methods: { list: get /v1/offsets } }
  numbers: { methods: { list: get /v1/numbers } }
  addresses: { methods: { list: { endpoint: get /v1/addresses, paginated: addresses } } }
  arrays: { methods: { list: get /v1/arrays } }
  others: { methods: { list: get /v1/others } }
pagination:
  - name: cursors
    type: cursor
    request: { after: { type: string, ${purpose("next_cursor_param")} } }
    response:
      ${items}
      meta: { type: object, properties: { token: { type: string, ${purpose("next_cursor_field")} }, more: { type: boolean, ${purpose("has_next_page")} } } }
  - name: ids
    type: cursor_id
    request: { after: { type: string, ${purpose("next_cursor_id_param")} } }
    response: { rows: { type: array, ${purpose("items")}, items: { type: object, properties: { key: { type: string, ${purpose("cursor_item_id")} } } } } }
  - name: offsets
    type: offset
    request: { skip: { type: integer, ${purpose("offset_count_param")} } }
    response: { ${items}, sum: { type: integer, ${purpose("offset_total_count_field")} } }
  - name: numbers
    type: page_number
    request: { no: { type: integer, ${purpose("page_number_param")} } }
    response: { ${items}, at: { type: integer, ${purpose("current_page_number_field")} }, of: { type: integer, ${purpose("total_page_count_field")} } }
  - name: addresses
    type: cursor_url
    request: {}
    response: { ${items}, following: { type: string, ${purpose("cursor_url_field")} } }
  - name: arrays
    type: offset
    request: { from: { type: integer, ${purpose("offset_count_param")} } }
    response: { all: { type: array, x-stainless-pagination-property: { purpose: items, is_top_level_array: true } } }
  - { name: once, type: fake_page, request: {}, response: { ${items} } }
  - name: headers
    type: cursor
    request: { after: { type: string, ${purpose("next_cursor_param")} } }
    response: { x: { type: string, x-stainless-pagination-property: { purpose: next_cursor_field, from_header: X-Next } } }
`;

  test("defines the pagination of every list that it fits", async () => {
    const { code, stderr, cwd } = await runProgram(
      ["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", "sdk"],
      { "api.yaml": document, "stainless.yml": STYLES },
    );
    expect(code, stderr).toBe(0);
    const styleOf = async (name: string) => {
      const text = await readFile(join(cwd, `sdk/shop/src/resources/${name}.ts`), "utf8");
      const [, style] =
        /pagination: \{ (.*?),? \},?\n/s.exec(text.replaceAll(/\n\s+/g, " ").replaceAll(/,? \}/g, " },\n")) ??
        [];
      return style;
    };
    expect(await styleOf("ids")).toBe('kind: "cursor", cursor: "after", items: "rows", last: "key"');
    expect(await styleOf("offsets")).toBe('kind: "offset", offset: "skip", items: "rows", total: "sum"');
    expect(await styleOf("numbers")).toBe(
      'kind: "page", page: "no", items: "rows", current: "at", pages: "of"',
    );
    expect(await styleOf("addresses")).toBe('kind: "address", items: "rows", next: "following"');
    expect(await styleOf("arrays")).toBe('kind: "offset", offset: "from", items: []');
    expect(await styleOf("cursors")).toBe(
      'kind: "cursor", cursor: "after", items: "rows", next: ["meta", "token"], more: ["meta", "more"]',
    );
    expect(await styleOf("whole"), "`paginated: false`").toBeUndefined();
    expect(await styleOf("others"), "no style of the configuration fits").toBeUndefined();
    const unused = [...stderr.matchAll(/unused-config: (.*) in stainless\.yml has no effect/g)];
    expect(unused.map(([, what]) => what)).toEqual([
      "the pagination `headers`, whose values are in headers",
      "the pagination `once` of the type `fake_page`",
    ]);
  });
});

test("a Stainless configuration that is invalid, or has no document, is an error", async () => {
  const invalid = await runProgram(["lint", "--config", "s.yml", "--spec", "api.yaml"], {
    "api.yaml": DOCUMENT,
    "s.yml": "resources: { chat: { methods: { create: 3 } } }",
  });
  expect(invalid.code).toBe(1);
  expect(invalid.stderr).toContain(
    "invalid-foreign-config: s.yml is not a valid Stainless configuration: `resources.chat.methods.create`: Invalid method",
  );
  const alone = await runProgram(["lint", "--config", "s.yml"], { "s.yml": "resources: {}" });
  expect(alone.code).toBe(1);
  expect(alone.stderr).toContain("nothing-to-generate: s.yml names no document, and none was passed");
});

test("an invalid tree of resources is an error with its position", async () => {
  const configOf = (resources: string) => ({
    "api.yaml": DOCUMENT,
    "sdk.config.ts": `export default { documents: ["api.yaml"], output: "sdk", resources: ${resources} };`,
  });
  const messages = async (resources: string) => (await runProgram(["lint"], configOf(resources))).stderr;
  expect(await messages('{ chat: { create: "chat" } }')).toContain(
    "`resources.chat.create`: Invalid endpoint: Expected a method and a path such as `post /orders`, or a path",
  );
  expect(await messages('{ "my chat": { create: "post /chat" } }')).toContain(
    "Invalid name: Expected a TypeScript identifier",
  );
  expect(await messages('{ chat: { transport: "post /chat" } }')).toContain(
    "Every resource has a member with this name",
  );
  expect(await messages("{ chat: { create: 3 } }")).toContain(
    "Invalid resource: Expected its methods and resources",
  );
});
