import { describe, expect, test } from "vitest";
import { diagnose, HEAD, places } from "../support/diagnose.ts";

const GET = "get: { operationId: x, responses: { 200: { description: fine } } }";

/** A document with these paths, starting on line 4. */
async function withPaths(yaml: string) {
  return diagnose({ "api.yaml": `${HEAD}paths:\n${yaml}` });
}

describe("the document as a whole", () => {
  test.each([
    ["that is an array", "[]"],
    ["that is a string", "hello"],
  ])("a document %s is rejected", async (_name, text) => {
    const found = await diagnose({ "api.yaml": text });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([["not-an-object", "error"]]);
  });

  test.each([
    ["without a version", "paths: {}", "missing-version"],
    ["in OpenAPI 4", "openapi: 4.0.0\npaths: {}", "unsupported-version"],
    ["with a number as the version", "openapi: 3.1\npaths: {}", "unsupported-version"],
  ])("a document %s is read as OpenAPI 3.1", async (_name, text, code) => {
    const info = 'info: { title: a, version: "1" }';
    const found = await diagnose({ "api.yaml": `${text}\n${info}` });
    expect(found.map((each) => [each.code, each.severity])).toEqual([[code, "warning"]]);
  });

  test.each(["3.0", "3", '"3"'])("the version %s is read as OpenAPI 3.0", async (version) => {
    const text = `openapi: ${version}\ninfo: { title: a, version: "1" }\npaths: {}`;
    const [found] = await diagnose({ "api.yaml": text });
    expect(found?.message).toMatch(
      /^`openapi` must be a version from 3\.0 to 3\.2, but it is .*; the document is read as OpenAPI 3\.0$/,
    );
  });

  test.each(["3.0.0", "3.0.4", "3.1.0", "3.1.2", "3.2.0"])("OpenAPI %s is supported", async (version) => {
    const text = `openapi: ${version}\ninfo: { title: a, version: "1" }\npaths: {}`;
    expect(await diagnose({ "api.yaml": text })).toEqual([]);
  });

  test("a document needs paths, webhooks or components", async () => {
    const [found] = await diagnose({ "api.yaml": HEAD });
    expect(found).toMatchObject({ code: "no-operations", severity: "error" });
    expect(await diagnose({ "api.yaml": `${HEAD}components: { schemas: { A: {} } }` })).toEqual([]);
    expect(await diagnose({ "api.yaml": `${HEAD}webhooks: { a: { post: {} } }` })).toEqual([]);
  });
});

describe("shapes", () => {
  test.each([
    [
      "an array in place of an object",
      "webhooks: {}\npaths: []",
      "api.yaml:4:1 wrong-shape",
      "`paths` must be an object, but it is an array; it is ignored",
    ],
    [
      "an object in place of an array",
      "paths: {}\ntags: {}",
      "api.yaml:4:1 wrong-shape",
      "`tags` must be an array, but it is an object; it is ignored",
    ],
    [
      "a path without a value",
      "paths:\n  /a:\n",
      "api.yaml:4:3 wrong-shape",
      "`/a` must be an object, but it is null; it is read as empty",
    ],
    [
      "a number in place of a string",
      "paths:\n  /a:\n    summary: 5",
      "api.yaml:5:5 wrong-shape",
      '`summary` must be a string, but it is the number 5; it is read as "5"',
    ],
    [
      "a string in place of a parameter",
      "paths:\n  /a:\n    parameters:\n      - id",
      "api.yaml:6:9 wrong-shape",
      '`parameters[0]` must be an object, but it is the string "id"; it is ignored',
    ],
    [
      "a rate limit of 0",
      "paths: {}\nx-rate-limit:\n  requests: 0\n  perSeconds: 1\n  recoverySeconds: 1",
      "api.yaml:5:3 wrong-shape",
      "`requests` must be a positive number, but it is the number 0; it is ignored",
    ],
    [
      "an unknown stability",
      "paths:\n  /a:\n    get: { operationId: x, x-stability: beta, responses: { 200: {} } }",
      "api.yaml:5:28 wrong-shape",
      '`x-stability` must be preview or stable, but it is the string "beta"; it is ignored',
    ],
  ])("%s is reported", async (_name, yaml, expected, message) => {
    const found = await diagnose({ "api.yaml": HEAD + yaml });
    expect(places(found)).toEqual([expected]);
    expect(found[0]?.message).toBe(message);
  });

  test("a missing required member is reported at the object", async () => {
    const found = await diagnose({
      "api.yaml":
        "openapi: 3.1.0\ninfo:\n  title: a\npaths:\n  /a:\n    parameters:\n      - in: query\ntags:\n  - description: x\n",
    });
    expect(places(found)).toEqual([
      "api.yaml:2:1 missing-member",
      "api.yaml:7:9 missing-member",
      "api.yaml:9:5 missing-member",
    ]);
  });
});

describe("extensions", () => {
  test("an incomplete x-pagination is reported with each missing member and how to fix it", async () => {
    const found = await diagnose({ "api.yaml": `${HEAD}paths: {}\nx-pagination: { items: data }` });
    expect(found.map(({ message, help }) => [message, help])).toEqual([
      ["`x-pagination` is missing the required member `cursor`; `x-pagination` is ignored", "add `cursor`"],
      ["`x-pagination` is missing the required member `next`; `x-pagination` is ignored", "add `next`"],
    ]);
    expect(places(found)).toEqual(["api.yaml:4:1 missing-member", "api.yaml:4:1 missing-member"]);
  });

  test.each([
    ["x-pagination", "x-pagination: {}", ["cursor", "items", "next"]],
    ["x-rate-limit", "x-rate-limit: {}", ["perSeconds", "recoverySeconds", "requests"]],
    [
      "the quota of x-rate-limit",
      "x-rate-limit: { requests: 1, perSeconds: 1, recoverySeconds: 1, quota: {} }",
      ["period", "plans"],
    ],
    ["x-webhook-signature", "x-webhook-signature: {}", ["header"]],
    ["x-upload", `paths: { /a: { ${GET.replace("{", "{ x-upload: {},")} } }`, ["name", "url"]],
    [
      "the readiness of x-upload",
      `paths: { /a: { ${GET.replace("{", "{ x-upload: { name: a, url: b, ready: {} },")} } }`,
      ["operation", "property", "value"],
    ],
  ])("each missing required member of %s is reported", async (_name, yaml, members) => {
    const paths = yaml.startsWith("paths") ? "" : "paths: {}\n";
    const found = await diagnose({ "api.yaml": `${HEAD}${paths}${yaml}` });
    expect(found.map(({ code }) => code)).toEqual(members.map(() => "missing-member"));
    expect(found.map(({ help }) => help)).toEqual(members.map((name) => `add \`${name}\``));
  });

  test.each([
    ["a cursor that is not a string", "x-pagination: { cursor: 1, items: a, next: b }", "cursor"],
    [
      "a plan whose limit is not a number",
      "x-rate-limit: { requests: 1, perSeconds: 1, recoverySeconds: 1, quota: { period: month, plans: { a: b } } }",
      "plans",
    ],
    ["a signature that is not an object", "x-webhook-signature: X-Signature", "x-webhook-signature"],
  ])("%s is reported", async (_name, yaml, member) => {
    const found = await diagnose({ "api.yaml": `${HEAD}paths: {}\n${yaml}` });
    expect(found.map(({ code }) => code)).toEqual(["wrong-shape"]);
    expect(found[0]?.message).toContain(`\`${member}\` must be`);
  });
});

describe("paths and operations", () => {
  test.each([
    ["a path without a slash", `  a: { ${GET} }`, ["api.yaml:4:3 invalid-path"]],
    [
      "paths that differ only in parameter names",
      `  /a/{b}: { parameters: [{ name: b, in: path, required: true }] }
  /a/{c}: { parameters: [{ name: c, in: path, required: true }] }`,
      ["api.yaml:5:3 ambiguous-paths < api.yaml:4:3"],
    ],
    ["an undeclared path parameter", `  /a/{b}:\n    ${GET}`, ["api.yaml:5:5 undeclared-path-parameter"]],
    [
      "a path parameter that the path does not contain",
      `  /a:\n    parameters:\n      - { name: b, in: path, required: true }\n    ${GET}`,
      ["api.yaml:6:9 unused-path-parameter"],
    ],
    [
      "a path parameter that is not required",
      `  /{b}:\n    parameters:\n      - { name: b, in: path }\n    ${GET}`,
      ["api.yaml:6:9 optional-path-parameter"],
    ],
    [
      "a parameter that is declared twice",
      `  /a:\n    parameters:\n      - { name: b, in: query }\n      - { name: b, in: query }\n    ${GET}`,
      ["api.yaml:7:9 duplicate-parameter < api.yaml:6:9"],
    ],
    [
      "an operationId that is used twice",
      `  /a:\n    ${GET}\n  /b:\n    ${GET}`,
      ["api.yaml:7:12 duplicate-operation-id < api.yaml:5:12"],
    ],
    [
      "an operation without id",
      "  /a:\n    get: { responses: { 200: {} } }",
      ["api.yaml:5:5 missing-operation-id"],
    ],
    [
      "an operation without responses",
      "  /a:\n    get: { operationId: x }",
      ["api.yaml:5:5 missing-responses"],
    ],
    [
      "an invalid status",
      "  /a:\n    get: { operationId: x, responses: { 200: {}, 2000: {} } }",
      ["api.yaml:5:50 invalid-status"],
    ],
    [
      "an operation with only error responses",
      "  /a:\n    get: { operationId: x, responses: { 404: {} } }",
      ["api.yaml:5:28 missing-success"],
    ],
    [
      "a security scheme that is not defined",
      "  /a:\n    get: { operationId: x, security: [{ key: [] }], responses: { 200: {} } }",
      ["api.yaml:5:41 unknown-security-scheme"],
    ],
    [
      "incomplete security schemes",
      "  /a:\n    get: { operationId: x, responses: { 200: {} } }\ncomponents:\n  securitySchemes: { a: { type: apiKey, in: header }, b: { type: http } }",
      ["api.yaml:7:22 missing-member", "api.yaml:7:55 missing-member"],
    ],
    [
      "an upload that polls an unknown operation",
      "  /a:\n    get:\n      operationId: x\n      responses: { 200: {} }\n      x-upload:\n        name: upload\n        url: url\n        ready: { operation: y, property: state, value: there }",
      ["api.yaml:11:18 unknown-operation"],
    ],
    [
      "an upload that polls the operation of a webhook",
      "  /a:\n    get:\n      operationId: x\n      responses: { 200: {} }\n      x-upload:\n        name: upload\n        url: url\n        ready: { operation: y, property: state, value: there }\nwebhooks:\n  b: { post: { operationId: y } }",
      ["api.yaml:11:18 unknown-operation"],
    ],
  ])("%s is reported", async (_name, yaml, expected) => {
    expect(places(await withPaths(yaml))).toEqual(expected);
  });

  test("referenced parameters are declared, and operations may override parameters of the path", async () => {
    const found = await withPaths(`  /a/{id}:
    parameters: [{ $ref: "#/components/parameters/Id" }]
    get:
      operationId: x
      parameters: [{ name: id, in: path, required: true }]
      responses: { 200: {} }
components: { parameters: { Id: { name: id, in: path, required: true } } }`);
    expect(found).toEqual([]);
  });

  test("a missing operationId is reported with a suggestion", async () => {
    const [found] = await withPaths(`  /v1/invoices/{id}:
    parameters: [{ name: id, in: path, required: true }]
    get: { responses: { 200: {} } }`);
    expect(found?.help).toContain("operationId: getInvoicesById");
  });
});

test("validation reports problems and never throws, whichever node of a document is replaced by whichever value", async () => {
  const whole = {
    openapi: "3.1.0",
    info: { title: "a", version: "1" },
    servers: [{ url: "https://a" }],
    tags: [{ name: "t" }],
    security: [{ key: [] }],
    paths: {
      "/a/{id}": {
        parameters: [{ $ref: "#/components/parameters/Id" }],
        post: {
          operationId: "x",
          tags: ["t"],
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
          responses: { 200: { description: "fine", content: { "application/json": { schema: true } } } },
          "x-upload": { ready: { operation: "x" } },
        },
      },
    },
    components: {
      parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
      schemas: { A: { type: "object", properties: { a: { enum: ["a"] } }, required: ["a"], allOf: [{}] } },
      securitySchemes: { key: { type: "apiKey", in: "header", name: "K" } },
    },
  };
  for (const broken of brokenCopies(whole)) {
    await expect(diagnose({ "api.json": JSON.stringify(broken) })).resolves.toBeInstanceOf(Array);
  }
});

/** Copies of a value, each with one node replaced by a value of another type. */
function brokenCopies(value: unknown): unknown[] {
  const replacements = [null, 5, "text", [], [null], {}, { $ref: 5 }, { $ref: "#/paths" }];
  if (typeof value !== "object" || value === null) return replacements;
  const below = Object.entries(value).flatMap(([key, child]) =>
    brokenCopies(child).map((copy) => (Array.isArray(value) ? [copy] : { ...value, [key]: copy })),
  );
  return [...replacements, ...below];
}

describe("misspelled members", () => {
  test.each([
    ["operation", "  /a: { get: { operationID: a, responses: { 200: { description: A } } } }", "operationId"],
    ["path", `  /a: { parameter: [], ${GET} }`, "parameters"],
    [
      "response",
      "  /a: { get: { operationId: a, responses: { 200: { description: A, contents: {} } } } }",
      "content",
    ],
  ])("of a %s are reported with the likely one", async (_name, yaml, meant) => {
    const found = (await withPaths(yaml)).filter(({ code }) => code === "misspelled-member");
    expect(found.map(({ help, severity }) => [help.split("?")[0], severity])).toEqual([
      [`did you mean \`${meant}\``, "warning"],
    ]);
  });

  test.each([
    ["`contact`", "info: { title: A, version: 1.0.0, contact: { mail: a@shop.test } }", "email"],
    ["`license`", "info: { title: A, version: 1.0.0, license: { nam: MIT } }", "name"],
    ["`externalDocs`", "externalDocs: { urls: https://shop.test }", "url"],
    [
      "this server variable",
      'servers: [{ url: "https://{a}.test", variables: { a: { defualt: b } } }]',
      "default",
    ],
    ["this example", "components: { examples: { A: { values: 1 } } }", "value"],
    ["this link", "components: { links: { A: { operationID: a } } }", "operationId"],
    ["`xml`", "components: { schemas: { A: { type: string, xml: { attribut: true } } } }", "attribute"],
    [
      "`flows`",
      "components: { securitySchemes: { A: { type: oauth2, flows: { clientCredential: {} } } } }",
      "clientCredentials",
    ],
    [
      "this OAuth flow",
      "components: { securitySchemes: { A: { type: oauth2, flows: { password: { tokenURL: https://shop.test, scopes: {} } } } } }",
      "tokenUrl",
    ],
    ["`x-rate-limit`", "x-rate-limit: { requests: 1, perSecond: 1, recoverySeconds: 1 }", "perSeconds"],
  ])("of %s are reported with the likely one", async (owner, yaml, meant) => {
    const head = yaml.startsWith("info") ? "openapi: 3.1.0\n" : HEAD;
    const found = (await diagnose({ "api.yaml": `${head}paths: {}\n${yaml}` })).filter(
      ({ code }) => code === "misspelled-member",
    );
    expect(found.map(({ message, help }) => [message.includes(`in ${owner},`), help.split("?")[0]])).toEqual([
      [true, `did you mean \`${meant}\``],
    ]);
  });

  test("of the document are reported, too", async () => {
    const found = await diagnose({ "api.yaml": `${HEAD}paths: {}\ncomponent: {}` });
    expect(places(found)).toEqual(["api.yaml:4:1 misspelled-member"]);
  });
});
