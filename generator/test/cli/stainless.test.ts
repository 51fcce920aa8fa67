import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
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
  opts: { api_key: { type: string, read_env: SHOP_CO_API_KEY } }
resources:
  $client: { methods: { me: get /v1/me } }
  $shared: { models: { chat_model: ChatModelV2 } }
  chat:
    subresources:
      completions:
        methods:
          create: post /v1/chat/completions
          get_one: { type: http, endpoint: "get /v1/chat/completions/{completion_id}", paginated: false }
          again: post /v1/chat/completions
  secrets: { methods: { read: { endpoint: get /v1/secret, skip: [node] } } }
`;

test("a Stainless configuration names resources, methods, types and environment variables", async () => {
  const { code, stderr, cwd } = await runProgram(
    ["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", "sdk"],
    { "api.yaml": DOCUMENT, "stainless.yml": STAINLESS },
  );
  const told = [...stderr.matchAll(/warning unused-config: (.*) in stainless\.yml has no effect/g)];
  expect(told.map(([, what]) => what)).toEqual([
    "`$client.me`: clients have methods only in resources",
    "`chat.completions.again`: its endpoint is `chat.completions.create` already",
    "`organization`",
  ]);
  expect(code).toBe(0);
  const read = (file: string) => readFile(join(cwd, "sdk/shop/src", file), "utf8");
  const completions = await read("resources/chat/completions.ts");
  expect(completions).toContain("create(options?: RequestOptions): APIPromise<ChatModel>");
  expect(completions).toContain("getOne(id: string, options?: RequestOptions): APIPromise<ChatModel>");
  const client = await read("client.ts");
  expect(client).toContain('environment: "SHOP_CO"');
  const resources = [...client.matchAll(/^ {2}readonly (\w+): /gm)].map(([, name]) => name);
  expect(resources, "the rules name what the configuration does not mention").toEqual([
    "batches",
    "chat",
    "me",
  ]);
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
  expect(alone.stderr).toContain("nothing-to-generate");
});

test("a tree of resources that is not one is an error that says where", async () => {
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
