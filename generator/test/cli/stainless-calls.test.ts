import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { readText } from "../support/folder.ts";
import { runHere } from "../support/run-here.ts";

const DONE = '{ responses: { "204": { description: Done. } } }';
const ID = "parameters: [{ name: id, in: path, required: true, schema: { type: string } }]";

const DOCUMENT = `${HEAD}paths:
  /users: { get: ${DONE}, post: ${DONE} }
  /users/{id}: { ${ID}, get: ${DONE}, delete: ${DONE} }
  /users/{id}/api_keys: { ${ID}, get: ${DONE} }
  /ai/presigned: { post: ${DONE} }
  /internal: { get: ${DONE} }
`;

/** The calls of a Stainless configuration, `GET /users users.list`, and the messages about it. */
async function callsOf(config: string) {
  const files = { "api.yaml": DOCUMENT, "stainless.yml": config };
  const args = ["--config", "stainless.yml", "--spec", "api.yaml", "--format", "json"];
  const names = await runHere(["names", ...args], files);
  const { stdout } = await runHere(["lint", ...args], files);
  const { diagnostics = [] } = JSON.parse(stdout) as {
    readonly diagnostics?: readonly { readonly code: string; readonly message: string }[];
  };
  return {
    calls: (JSON.parse(names.stdout) as readonly Call[]).map(textOf),
    about: (code: string) => diagnostics.filter((each) => each.code === code).map(({ message }) => message),
  };
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly name: string;
}

function textOf({ method, path, name }: Call): string {
  return `${method} ${path} ${name}`;
}

describe("the calls of a Stainless configuration", () => {
  test("whose resources have one name here are in one resource, and of several with one name, the rules name all but the first", async () => {
    const { calls, about } = await callsOf(`
resources:
  api_users: { methods: { list: get /users } }
  apiUsers:
    methods: { create_one: post /users, createOne: "delete /users/{id}", api_keys: "get /users/{id}" }
    subresources: { api_keys: { methods: { list: "get /users/{id}/api_keys" } } }
  $client: { subresources: { api_users: { methods: { upload: post /ai/presigned } } } }
unspecified_endpoints: [get /internal]
`);
    expect(calls).toEqual([
      "GET /users/{id} apiUsers.apiKeys",
      "POST /users apiUsers.createOne",
      "GET /users apiUsers.list",
      "POST /ai/presigned apiUsers.upload",
      "DELETE /users/{id} users.delete",
      "GET /users/{id}/api_keys users.apiKeys.list",
    ]);
    expect(about("unlisted-operation")).toEqual([]);
    expect(about("unused-config")).toEqual([
      "`apiUsers.apiKeys.list` of `get /users/{id}/api_keys`, whose name another call has, in stainless.yml has no effect",
      "`apiUsers.createOne` of `delete /users/{id}`, whose name another call has, in stainless.yml has no effect",
    ]);
  });

  test("are those that it lists, and the others are reported", async () => {
    const { calls, about } = await callsOf(`
resources:
  users:
    methods:
      list: get /users
      create: { endpoint: post /users, only: [python] }
      retrieve: { endpoint: "get /users/{user_id}", only: [typescript, python] }
      remove: { endpoint: "delete /users/{id}", skip: [typescript] }
      _remove: { endpoint: "delete /users/{id}", only: [typescript] }
  empty:
  others: { methods: , models: , subresources: }
unspecified_endpoints: [get /internal]
`);
    expect(calls).toEqual([
      "DELETE /users/{id} users._remove",
      "GET /users users.list",
      "GET /users/{id} users.retrieve",
    ]);
    expect(about("unlisted-operation")).toEqual([
      "the SDK does not contain `get /users/{id}/api_keys`, because `resources` does not list it",
      "the SDK does not contain `post /ai/presigned`, because `resources` does not list it",
    ]);
  });

  test("have names with the initialisms of Stainless, and its own casings", async () => {
    const { calls } = await callsOf(`
custom_casings: { presigned: { camel: preSigned, pascal: PreSigned, snake: pre_signed, capital: Pre Signed } }
resources:
  users:
    methods: { getById: "get /users/{id}" }
    subresources: { user_api_keys: { methods: { list_ids: "get /users/{id}/api_keys" } } }
  ai: { methods: { create_presigned_url: post /ai/presigned } }
`);
    expect(calls).toEqual([
      "POST /ai/presigned ai.createPreSignedURL",
      "GET /users/{id} users.getByID",
      "GET /users/{id}/api_keys users.userAPIKeys.listIDs",
    ]);
  });

  test("may be older than the document: an endpoint that it lacks is a warning, unless it lacks all", async () => {
    const some = await callsOf(
      "resources: { users: { methods: { list: get /users, find: get /user/find } } }",
    );
    expect(some.calls).toEqual(["GET /users users.list"]);
    expect(some.about("missing-endpoint")).toEqual([
      "`resources.users.find` in stainless.yml is `get /user/find`, which the document does not contain, so the SDK has no such call",
    ]);
    const none = await callsOf("resources: { pets: { methods: { list: get /pets } } }");
    expect(none.about("unknown-endpoint")).toEqual([
      "`resources.pets.list` of the configuration is `get /pets`, which the document does not contain",
    ]);
  });

  test("are named by the rules if it lists none", async () => {
    const { calls } = await callsOf("organization: { name: shop }\nresources: {}\n");
    expect(calls).toContain("GET /users users.list");
    expect(calls).toHaveLength(7);
  });
});

const API = `${HEAD}servers: [{ url: "https://{region}.old.test", variables: { region: { default: eu } } }, { url: "http://localhost:3000" }]
paths:
  /orders: { get: { operationId: listOrders, ${ID.replace("in: path, required: true", "in: query")}, ${DONE.slice(2)} }
components:
  securitySchemes: { Bearer: { type: http, scheme: bearer }, Basic: { type: http, scheme: basic } }
  schemas: { Order: { type: object, required: [kind], properties: { kind: { type: string }, total: { type: string } } } }
`;

const CONFIG = `
organization: { name: acme_api }
targets: { typescript: { package_name: "@acme/sdk", production_repo: acme/acme-typescript, publish: { npm: true } } }
settings: { license: Apache-2.0, disable_mock_tests: true }
resources: { orders: { methods: { list: get /orders } } }
environments: { production: "https://{region}.old.test", sandbox: https://sandbox.test/v1 }
security: [{ Bearer: [] }, { Basic: [] }]
client_settings:
  default_retries: { max_retries: 4, initial_delay_seconds: 1, max_delay_seconds: 2 }
  default_headers: { X-Version: "1" }
  opts:
    auth_token: { type: string, read_env: ACME_API_KEY, auth: { security_scheme: Bearer } }
    public_id: { type: string, read_env: ACME_PUBLIC_ID, auth: { security_scheme: Basic, role: username } }
    secret: { type: string, read_env: ACME_PASS, auth: { security_scheme: Basic, role: password } }
readme: { example_requests: {} }
edition: 2026-05-06
`;

test("clients have the package, the servers, the credentials and the retries of a Stainless configuration", async () => {
  const { code, stderr, cwd } = await runHere(
    ["generate", "--config", "stainless.yml", "--spec", "api.yaml", "--out", "."],
    { "api.yaml": API, "stainless.yml": CONFIG },
  );
  expect(code, stderr).toBe(0);
  const manifest: unknown = JSON.parse(await readText(cwd, "sdk/package.json"));
  expect(manifest).toMatchObject({
    name: "@acme/sdk",
    license: "Apache-2.0",
    repository: { url: "git+https://github.com/acme/acme-typescript.git" },
  });
  const client = (await readText(cwd, "sdk/src/client.ts")).replaceAll(/\s+/g, " ");
  expect(client).toContain("export class AcmeAPI extends");
  expect(client).toContain('environment: "ACME"');
  expect(client).toContain("maxRetries: 4");
  expect(client).toContain('Bearer: { kind: "bearer", option: "authToken" }');
  expect(client).toContain('Basic: { kind: "basic", username: "publicID", password: "secret" }');
  expect(client, "variables that are not the prefix and the option").toContain(
    'variables: { authToken: "ACME_API_KEY", secret: "ACME_PASS" }',
  );
  expect(client).toContain("requirement: [{ Bearer: [] }, { Basic: [] }]");
  expect(client).toContain(
    'name: "production", url: "https://{region}.old.test", variables: { region: { default: "eu" } }',
  );
  expect(client).toContain('{ name: "sandbox", url: "https://sandbox.test/v1" }');
  const unused = [...stderr.matchAll(/unused-config: (.*) in stainless\.yml has no effect/g)].map(
    ([, what]) => what,
  );
  expect(unused, "what has no effect on consumers is not reported").toEqual([
    "`client_settings.default_headers`",
    "`client_settings.default_retries.initial_delay_seconds`",
    "`client_settings.default_retries.max_delay_seconds`",
  ]);
});

test("`openapi.transforms` of a Stainless configuration change the document, and others are reported", async () => {
  const transforms = `
openapi:
  transforms:
    - { command: remove, reason: Old., args: { target: $.components.schemas.Order, keys: [required] } }
    - { command: update, args: { target: ["$.components.schemas.Order.properties.total"], value: { type: integer } } }
    - { command: merge, args: { target: $.components.schemas.Order.properties.kind, value: { enum: [retail] } } }
    - { command: append, args: { target: $.components.schemas.Order.properties, value: { note: { type: string } } } }
    - { command: move, args: { from: $.a, to: $.b } }
    - { command: remove, args: { target: $.paths, matches_schema: x, keys: 3 } }
    - { command: merge, args: { target: $.paths./orders.get, value: { summary: Lists them. } } }
    - { command: remove, args: { target: $.components.schemas.Gone } }
`;
  const { code, stdout, stderr } = await runHere(
    ["bundle", "--config", "stainless.yml", "--spec", "api.yaml"],
    {
      "api.yaml": API,
      "stainless.yml": `${CONFIG}${transforms}`,
    },
  );
  expect(code, stderr).toBe(0);
  const { paths, components } = JSON.parse(stdout);
  expect(paths["/orders"].get.summary).toBe("Lists them.");
  expect(components.schemas.Order).toEqual({
    type: "object",
    properties: {
      kind: { type: "string", enum: ["retail"] },
      total: { type: "integer" },
      note: { type: "string" },
    },
  });

  expect(stderr).toContain("unused-config: `openapi.transforms[4]` (`move`) in stainless.yml has no effect");
  expect(stderr).toContain(
    "unused-config: `openapi.transforms[5]` (`remove`) in stainless.yml has no effect",
  );
  expect(stderr).toMatch(/stainless\.yml:\d+:\d+ warning unmatched-action/);
});
