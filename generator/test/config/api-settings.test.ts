import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { readText } from "../support/folder.ts";
import { runHere } from "../support/run-here.ts";

const PATHS = `servers: [{ url: "https://shop.test" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      parameters: [{ name: ids, in: query, schema: { type: array, items: { type: string } } }]
      responses: { "204": { description: Done. } }
webhooks:
  paid:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Paid" } } } }
      responses: { "204": { description: Done. } }
components:
  schemas:
    Paid: { type: object, required: [type], properties: { type: { const: paid } } }
    Session: { type: object, required: [shop], properties: { shop: { type: string } } }
`;

const EXTENSIONS = `x-rate-limit: { requests: 5, perSeconds: 2, recoverySeconds: 3, quota: { period: month, plans: { free: 10 } } }
x-query-format: { arrays: comma }
x-webhook-signature: { header: x-shop-signature }
x-session-token:
  schema: { $ref: "#/components/schemas/Session" }
  cipher: aes-128-cbc
  keyDerivation: hmac-sha256-of-nothing
  key: { workspace: shop }
security: [{ token: [] }]
`;

const SCHEMES = "  securitySchemes: { token: { type: http, scheme: bearer } }\n";

const CONFIG = `documents: [api.yaml]
output: sdk
packages: { shop: { client: ShopClient, description: Shop., resources: [orders] } }
webhooks: { folder: events, description: Events. }
umbrella: { folder: all, client: Shop, description: All. }
`;

const SETTINGS = `rateLimit: { requests: 5, perSeconds: 2, recoverySeconds: 3, quota: { period: month, plans: { free: 10 } } }
queryFormat: { arrays: comma }
webhookSignature: { header: x-shop-signature }
sessionToken:
  schema: { $ref: "#/components/schemas/Session" }
  cipher: aes-128-cbc
  keyDerivation: hmac-sha256-of-nothing
  key: { workspace: shop }
authentication: { token: { type: http, scheme: bearer } }
`;

/** The generated files of a folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, "sdk"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describe("what the configuration says about the API", () => {
  test("generates the same packages as the same settings in the document", async () => {
    const told = await runHere(["generate"], {
      "api.yaml": `${HEAD}${PATHS}${SCHEMES}${EXTENSIONS}`,
      "sdk.config.yaml": CONFIG,
    });
    expect(told).toMatchObject({ code: 0, stderr: "" });
    const { cwd, code } = await runHere(["generate"], {
      "api.yaml": `${HEAD}${PATHS}`,
      "sdk.config.yaml": CONFIG + SETTINGS,
    });
    expect(code).toBe(0);
    const files = await filesIn(told.cwd);
    expect(await filesIn(cwd)).toEqual(files);
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) expect(await readText(cwd, file), file).toBe(await readText(told.cwd, file));
    expect(await readText(cwd, "sdk/shop/src/client.ts")).toContain("requests: 5");
    expect(await readText(cwd, "sdk/shop/src/resources/orders.ts")).toContain(
      '{ name: "ids", explode: false }',
    );
  });

  test("replaces the members of the document", async () => {
    const config = `${CONFIG}rateLimit: { requests: 7, perSeconds: 1, recoverySeconds: 1 }\n`;
    const { cwd } = await runHere(["generate"], {
      "api.yaml": `${HEAD}${PATHS}${SCHEMES}${EXTENSIONS}`,
      "sdk.config.yaml": config,
    });
    const client = await readText(cwd, "sdk/shop/src/client.ts");
    expect(client).toContain("requests: 7");
    expect(client).not.toContain("free: 10");
  });

  test("is part of the document that is bundled", async () => {
    const { stdout } = await runHere(["bundle"], {
      "api.yaml": `${HEAD}${PATHS}`,
      "sdk.config.yaml": CONFIG + SETTINGS,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      "x-rate-limit": { requests: 5 },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    });
  });

  test("is reported where it is written, if it does not fit the document", async () => {
    const config = CONFIG + SETTINGS.replace("workspace: shop", "workspace: shpo");
    const { stderr } = await runHere(["lint"], {
      "api.yaml": `${HEAD}${PATHS}`,
      "sdk.config.yaml": config,
    });
    expect(stderr).toContain(
      'sdk.config.yaml:13:10 warning unknown-session-property: the payload of the session token has no property "shpo"',
    );
    expect(stderr).toContain('did you mean "shop"?');
  });
});

describe("servers, credentials and calls of the configuration", () => {
  const ONE = "documents: [api.yaml]\noutput: sdk\n";
  const SECURED = `${HEAD}${PATHS}${SCHEMES}`;
  const clientOf = async (config: string, document = SECURED) => {
    const files = { "api.yaml": document, "sdk.config.yaml": ONE + config };
    const { code, stderr, cwd } = await runHere(["generate"], files);
    expect(code, stderr).toBe(0);
    return {
      stderr,
      client: (await readText(cwd, "sdk/shop/src/client.ts")).replaceAll(/\s+(?:\* )?/g, " "),
      readme: await readText(cwd, "sdk/shop/README.md"),
    };
  };

  test("`servers` replace those of the document, and keep the variables of a known one", async () => {
    const variables = '"https://{region}.shop.test", variables: { region: { default: eu } }';
    const { client } = await clientOf(
      "servers: { sandbox: https://sandbox.shop.test/, live: 'https://{region}.shop.test/' }\n",
      SECURED.replace('"https://shop.test"', variables),
    );
    expect(client).toContain('baseURL: "https://sandbox.shop.test"');
    expect(client).toContain('{ name: "sandbox", url: "https://sandbox.shop.test" }');
    expect(client).toContain(
      'name: "live", url: "https://{region}.shop.test", variables: { region: { default: "eu" } }',
    );
  });

  test("the README describes the servers that have a description in the document", async () => {
    const config = "servers: { sandbox: https://sandbox.shop.test, live: https://shop.test }\n";
    const described = SECURED.replace(
      '"https://shop.test"',
      '"https://shop.test/", description: For orders.',
    );
    expect((await clientOf(config, described)).readme).toContain(`| server | URL | |
|---|---|---|
| \`sandbox\` | \`https://sandbox.shop.test\` |  |
| \`live\` | \`https://shop.test\` | For orders. |
`);
    expect((await clientOf(config)).readme).toContain(`| server | URL |
|---|---|
| \`sandbox\` | \`https://sandbox.shop.test\` |
| \`live\` | \`https://shop.test\` |
`);
  });

  test("`security` says which schemes calls need, and `credentials` how their options are called", async () => {
    const { client } = await clientOf("security: [{ token: [] }, {}]\ncredentials: { token: accessToken }\n");
    expect(client).toContain('schemes: { token: { kind: "bearer", option: "accessToken" } }');
    expect(client).toContain("requirement: [{ token: [] }, {}]");
    expect(client).toContain("(`SHOP_ACCESS_TOKEN`)");
    expect((await clientOf("")).client, "the document needs no scheme").not.toContain("security:");
  });

  test("`variables` are the environment variables of such options, also if a key is the only credential", async () => {
    const named = await clientOf(
      "security: [{ token: [] }]\ncredentials: { token: accessToken }\nvariables: { accessToken: TOKEN_OF_SHOP }\n",
    );
    expect(named.client).toContain('variables: { accessToken: "TOKEN_OF_SHOP" }');
    expect(named.client).toContain("`accessToken` (`TOKEN_OF_SHOP`)");
    const key = "authentication: { key: { type: apiKey, in: header, name: X-Key } }\n";
    const only = await clientOf(`${key}variables: { apiKey: KEY_OF_SHOP }\n`);
    expect(only.client).toContain('variables: { apiKey: "KEY_OF_SHOP" }');
    expect((await clientOf(`${key}credentials: { key: accessKey }\n`)).client).toContain(
      'option: "accessKey"',
    );
  });

  test("`onlyResources` leaves out what `resources` does not name, and reports it", async () => {
    const { client, stderr } = await clientOf(
      "onlyResources: true\nresources: { sales: { all: get /orders } }\n",
      SECURED.replace(
        "webhooks:",
        "  /refunds: { get: { responses: { '204': { description: Done. } } } }\nwebhooks:",
      ),
    );
    expect(client).toContain("readonly sales: Sales;");
    expect(client).not.toContain("refunds");
    expect(stderr).toContain(
      "warning unlisted-operation: the SDK does not contain `get /refunds`, because `resources` does not list it",
    );
  });
});

test("the default of retries is written into the description of the API", async () => {
  const { cwd } = await runHere(["generate"], {
    "api.yaml": `${HEAD}${PATHS}`,
    "sdk.config.yaml": `${CONFIG}maxRetries: 5\n`,
  });
  expect(await readText(cwd, "sdk/shop/src/client.ts")).toContain("  maxRetries: 5,\n");
  expect(await readText(cwd, "sdk/all/src/client.ts")).toContain("  maxRetries: 5,\n");
});
