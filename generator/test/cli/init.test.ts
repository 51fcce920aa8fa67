import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runCommandLine } from "../../src/cli/program.ts";
import type { SdkConfig } from "../../src/index.ts";
import { TOOLS } from "../../src/init/tools.ts";
import { HEAD } from "../support/diagnose.ts";
import { serveFiles } from "../support/file-server.ts";
import { makeFolder, readText } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";
import { Screen } from "../support/screen.ts";

const DOCUMENT = `${HEAD.replace(/title: [^,}\n]+/, "title: Pet Shop API")}paths:
  /orders:
    get: { responses: { "200": { description: Done., content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
  /pets:
    post: { responses: { "201": { description: Done. } } }
`;

/** The configuration that the repository in a folder has. */
async function configurationIn(folder: string): Promise<SdkConfig> {
  const text = await readText(folder, "spec/sdk.config.ts");
  // The repository has no packages installed, so its import leads nowhere.
  const module = text.replace(/^import .*$/m, "const defineConfig = (config) => config;");
  const { default: config } = (await import(`data:text/javascript,${encodeURIComponent(module)}`)) as {
    readonly default: SdkConfig;
  };
  return config;
}

describe("without a title that says something, the packages are named as a person would", () => {
  const documentOf = (title: string, url: string) =>
    DOCUMENT.replace("Pet Shop API", title).replace(/^paths:/m, `servers: [{ url: "${url}" }]\npaths:`);

  test.each([
    ["OpenAPI definition", "https://api.acme.com/v1", "openapi.yaml", "acme", "Acme"],
    ["FastAPI", "https://staging.acme-pay.co.uk", "openapi.yaml", "acme-pay", "AcmePay"],
    ["API", "https://order-api.azurewebsites.net", "openapi.yaml", "order", "Order"],
    ["API", "http://localhost:8080", "ledger.openapi.yaml", "ledger", "Ledger"],
    ["API", "https://api.example.com", "docs/OrderService.v2.yaml", "order-service", "OrderService"],
    ["API", "http://127.0.0.1:8080", "openapi.yaml", "api", "Api"],
    ["API", "/v1", "swagger.yaml", "api", "Api"],
    ["Pet Shop API", "https://api.acme.com", "orders.yaml", "pet-shop", "PetShop"],
  ])("%s at %s in %s: %s", async (title, url, file, name, client) => {
    const args = ["init", "sdk", "--spec", file, "--yes"];
    const { cwd, code, stderr } = await runProgram(args, { [file]: documentOf(title, url) });
    expect(code, stderr).toBe(0);
    expect(await configurationIn(join(cwd, "sdk"))).toMatchObject({ name, client });
  });
});

describe("sdkgen init beside a Stainless configuration", () => {
  const STAINLESS = `
organization: { name: acme }
targets: { typescript: { package_name: "@acme/sdk" } }
resources:
  $client: { methods: { add_pet: post /pets } }
  orders: { subresources: { old: { methods: { find_all: get /orders } } } }
  gone: { methods: { list: get /gone } }
environments: { production: "https://api.acme.test" }
openapi: { transforms: [{ command: merge, args: { target: $.info, value: { summary: Pets. } } }] }
`;

  test("takes over its names, calls, pages and servers", async () => {
    const { cwd, code, stdout, stderr } = await runProgram(["init", "sdk", "--spec", "api.yaml", "--yes"], {
      "api.yaml": DOCUMENT,
      "stainless.yml": STAINLESS,
    });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("Names, pages and credentials are those of stainless.yml.");
    expect(stderr).toContain("missing-endpoint: `resources.gone.list` in stainless.yml is `get /gone`");
    const root = join(cwd, "sdk");
    expect(await configurationIn(root)).toMatchObject({
      name: "@acme/sdk",
      client: "Acme",
      onlyResources: true,
      resources: { orders: { old: { findAll: "get /orders" } }, pets: { create: "post /pets" } },
      servers: { production: "https://api.acme.test" },
      overlays: ["stainless.yml"],
    });
    expect(await readText(root, "spec/stainless.yml"), "the changes of the document stay").toBe(STAINLESS);
    const again = await runProgram(["check"], root);
    expect(again.code, again.stderr).toBe(0);
  });
});

describe("sdkgen init --overlay", () => {
  test("copies the overlays, so that the packages have their names from the beginning", async () => {
    const { cwd, code, stderr } = await runProgram(
      [..."init sdk --spec api.yaml --overlay one/api.yaml --overlay two/api.yaml --yes".split(" ")],
      {
        "api.yaml": DOCUMENT,
        "one/api.yaml": "paths: { /pets: { post: { x-fern-sdk-method-name: adopt } } }\n",
        "two/api.yaml":
          "paths: { /orders: { get: { summary: All orders., tags: [Sales], operationId: findOrders } } }\n",
      },
    );
    expect(code, stderr).toBe(0);
    const sdk = join(cwd, "sdk");
    expect((await configurationIn(sdk)).overlays).toEqual(["api-2.yaml", "api-3.yaml"]);
    expect(await readText(sdk, "spec/api.yaml")).toBe(DOCUMENT);
    expect(await readText(sdk, "packages/pet-shop/src/resources/sales.ts")).toContain("  findOrders(");
    expect(await readText(sdk, "packages/pet-shop/src/resources/pets.ts")).toContain("  adopt(");
    expect(await checkIn(sdk)).toMatchObject({ code: 0 });
  });

  test("an overlay by its address stays there", async () => {
    const { url } = await serveFiles({ "/overrides.yaml": "info: { description: A shop. }\n" });
    const address = `${url}/overrides.yaml`;
    const args = ["init", "sdk", "--spec", "api.yaml", "--overlay", address, "--yes"];
    const { cwd, code, stderr } = await runProgram(args, { "api.yaml": DOCUMENT });
    expect(code, stderr).toBe(0);
    expect((await configurationIn(join(cwd, "sdk"))).overlays).toEqual([address]);
  });
});

describe("sdkgen init --yes", () => {
  test("writes a repository for one package, whose generated code is up to date", async () => {
    const args = ["init", "--spec", "api.yaml", "--yes"];
    const { cwd, code, stdout } = await runProgram(args, { "api.yaml": DOCUMENT });
    expect(code).toBe(0);
    expect(stdout).toMatch(/npx pnpm install\n {4}npm test\n/);
    expect(await readdir(cwd)).toEqual(
      expect.arrayContaining([
        ".changeset",
        ".github",
        ".gitignore",
        "README.md",
        "packages",
        "spec",
        "turbo.json",
      ]),
    );
    expect(await readdir(join(cwd, "packages"))).toContain("pet-shop");
    expect(await readText(cwd, "spec/api.yaml")).toBe(DOCUMENT);
    expect(await configurationIn(cwd)).toEqual({
      documents: ["api.yaml"],
      output: "../packages",
      bundle: "../.wire/openapi.json",
      name: "pet-shop",
      client: "PetShop",
      manifest: { license: "MIT", workspace: true },
      release: { snapshot: "released.json", changesets: "../.changeset" },
    });
    expect(await checkIn(cwd)).toMatchObject({ code: 0 });
  });

  test("takes the document in the working directory, and prints its name", async () => {
    const { cwd, code, stdout } = await runProgram(["init", "--yes"], { "openapi.yaml": DOCUMENT });
    expect(code).toBe(0);
    expect(stdout).toContain("The document is openapi.yaml.");
    expect(await configurationIn(cwd)).toMatchObject({ documents: ["openapi.yaml"], name: "pet-shop" });
  });

  test("--layout several makes a package of each resource, and one of all", async () => {
    const args = [
      "--spec",
      "api.yaml",
      "--yes",
      "--layout",
      "several",
      "--name",
      "@acme/shop",
      "--client",
      "Shop",
    ];
    const { cwd } = await runProgram(["init", "sdk", ...args], { "api.yaml": DOCUMENT });
    const root = join(cwd, "sdk");
    const { scope, packages, umbrella } = await configurationIn(root);
    expect(scope).toBe("@acme");
    expect(packages).toMatchObject({ orders: { client: "OrdersClient" }, pets: { client: "PetsClient" } });
    expect(umbrella).toMatchObject({ folder: "shop", name: "@acme/shop", client: "Shop" });
    expect(JSON.parse(await readText(root, "packages/orders/package.json"))).toMatchObject({
      name: "@acme/orders",
    });
    expect(await checkIn(root)).toMatchObject({ code: 0 });
  });

  test("without a scope, packages have the name of the whole as their prefix", async () => {
    const args = ["--spec", "api.yaml", "--yes", "--layout", "several", "--name", "shop"];
    const { cwd } = await runProgram(["init", ...args], { "api.yaml": DOCUMENT });
    expect(Object.keys((await configurationIn(cwd)).packages ?? {})).toEqual(["shop-orders", "shop-pets"]);
  });

  test("files of a document keep their places, so that their references stay right", async () => {
    const { cwd, code } = await runProgram(["init", "sdk", "--spec", "api/openapi.yaml", "--yes"], {
      "api/openapi.yaml": `${HEAD}paths: { /orders: { $ref: "../parts/orders.yaml" } }\n`,
      "parts/orders.yaml": "get: { responses: { '204': { description: Done. } } }\n",
      ".git/HEAD": "",
    });
    expect(code).toBe(0);
    expect((await configurationIn(join(cwd, "sdk"))).documents).toEqual(["api/openapi.yaml"]);
    expect(await readdir(join(cwd, "sdk/spec/parts"))).toEqual(["orders.yaml"]);
  });

  test.each([
    ["OpenAPI", `openapi: 3.1.0\nservers: [{ url: ../v2 }, { url: "https://eu.shop.test" }]\n`, "/v2"],
    ["Swagger 2.0", `swagger: "2.0"\nbasePath: /v1\n`, "/v1"],
    ["Swagger 2.0 with schemes", `swagger: "2.0"\nbasePath: /v1\nschemes: [http]\n`, "/v1"],
  ])("a downloaded document of %s keeps its relative servers, by an overlay", async (_, head, path) => {
    const operation = `get: { operationId: listOrders, responses: { "204": { description: Done. } } }`;
    const document = `${head}info: { title: Shop, version: "1" }\npaths: { /orders: { ${operation} } }\n`;
    const { url } = await serveFiles({ "/docs/api.yaml": document });
    const { cwd, code } = await runProgram(["init", "--spec", `${url}/docs/api.yaml`, "--yes"], {});
    expect(code).toBe(0);
    expect(await readText(cwd, "spec/api.yaml")).toBe(document);
    expect((await configurationIn(cwd)).overlays).toEqual(["servers.json"]);
    expect(await readText(cwd, "packages/shop/src/client.ts")).toContain(`baseURL: "${url}${path}"`);
    expect(await checkIn(cwd)).toMatchObject({ code: 0 });
  });

  test("a downloaded document keeps the relative servers of its paths and operations", async () => {
    const responses = `responses: { "204": { description: Done. } }`;
    const { url } = await serveFiles({
      "/docs/api.yaml": `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "https://shop.test" }]
paths:
  "/it's": { get: { operationId: getIt, tags: [its], servers: [{ url: /get }], ${responses} } }
  /orders: { $ref: "#/components/pathItems/orders" }
  /files: { $ref: files.yaml }
components: { pathItems: { orders: { servers: [{ url: ./all }], post: { operationId: addOrder, tags: [orders], ${responses} } } } }
`,
      "/docs/files.yaml": `servers: [{ url: ../files }]\nget: { operationId: listFiles, tags: [files], ${responses} }\n`,
    });
    const { cwd, code } = await runProgram(["init", "--spec", `${url}/docs/api.yaml`, "--yes"], {});
    expect(code).toBe(0);
    const resource = (name: string) => readText(cwd, `packages/shop/src/resources/${name}.ts`);
    expect(await resource("its")).toContain(`server: "${url}/get"`);
    expect(await resource("orders")).toContain(`server: "${url}/docs/all"`);
    expect(await resource("files")).toContain(`server: "${url}/files"`);
    expect(await checkIn(cwd)).toMatchObject({ code: 0 });
  });

  test("an overlay with servers is beside a document that has the name of the overlay", async () => {
    const get = { operationId: "listOrders", responses: { "204": { description: "Done." } } };
    const document = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Shop", version: "1" },
      servers: [{ url: "/v1" }],
      paths: { "/orders": { get } },
    });
    const { url } = await serveFiles({ "/Servers.json": document });
    const { cwd, code } = await runProgram(["init", "--spec", `${url}/Servers.json`, "--yes"], {});
    expect(code).toBe(0);
    expect((await configurationIn(cwd)).overlays).toEqual(["servers.overlay.json"]);
    expect(await readText(cwd, "packages/shop/src/client.ts")).toContain(`baseURL: "${url}/v1"`);
  });

  test("takes the document from the standard input", async () => {
    const { cwd, code } = await runProgram(["init", "--spec", "-", "--yes"], {}, {}, DOCUMENT);
    expect(code).toBe(0);
    expect(await readText(cwd, "spec/openapi.yaml")).toBe(DOCUMENT);
  });

  test("changes no existing file, and names those in the way", async () => {
    const files = { "api.yaml": DOCUMENT, "README.md": "Mine.", spec: "A file, where a folder belongs." };
    const { cwd, code, stderr } = await runProgram(["init", "--spec", "api.yaml", "--yes"], files);
    expect(code).toBe(1);
    expect(stderr).toMatch(/README\.md exists already[\s\S]*spec exists already/);
    expect((await readdir(cwd)).sort()).toEqual(["README.md", "api.yaml", "spec"]);
    expect(await readText(cwd, "README.md")).toBe("Mine.");
  });

  test("leaves nothing behind if the packages cannot be generated", async () => {
    const args = ["--spec", "api.yaml", "--yes", "--layout", "several", "--client", "OrdersClient"];
    const { cwd, code } = await runProgram(["init", ...args], {
      "api.yaml": DOCUMENT,
      "packages/pet-shop-orders": "Mine.",
    });
    expect(code).toBe(1);
    expect(await readText(cwd, "packages/pet-shop-orders")).toBe("Mine.");
    expect(await readdir(cwd)).not.toContain("package.json");
  });

  test("without a document and a terminal, the error lists the options to pass", async () => {
    const { code, stderr } = await runProgram(["init"], {});
    expect(code).toBe(1);
    expect(stderr).toContain("sdkgen init --spec openapi.yaml --yes");
  });

  test("a hostile title becomes neither code nor markup", async () => {
    const title = '*/ process.exit(7); // "`</script>';
    const document = JSON.stringify({ ...(parse(DOCUMENT) as object), info: { title, version: "1" } });
    const { cwd, code } = await runProgram(["init", "--spec", "api.json", "--yes", "--layout", "several"], {
      "api.json": document,
    });
    expect(code).toBe(0);
    expect((await configurationIn(cwd)).umbrella?.description).toContain(title);
    expect(await readText(cwd, "README.md")).not.toContain("</script>");
  });
});

describe("sdkgen init at a terminal", () => {
  /** Runs `init` at a terminal at which a person answers each question, in order. */
  async function answering(
    answers: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>>,
  ) {
    const cwd = await makeFolder(files);
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
    const stdout = new Screen(80);
    const stderr = new Screen();
    const open = Object.entries(answers);
    let seen = 0;
    stdout.on("text", () => {
      const [question, answer] = open[0] ?? [];
      if (question === undefined || !stdout.text.slice(seen).includes(question)) return;
      seen = stdout.text.length;
      open.shift();
      setImmediate(() => stdin.write(answer));
    });
    const code = await runCommandLine(["init"], { stdin, stdout, stderr, env: {}, cwd });
    return { code, cwd, stdout, stderr };
  }

  test("asks for the document, the name and the number of packages", async () => {
    const answers = { OpenAPI: "api.yaml\r", "name of the package": "@acme/pets\r", "How many": "\x1b[B\r" };
    const { code, cwd } = await answering(answers, { "api.yaml": DOCUMENT });
    expect(code).toBe(0);
    expect(await configurationIn(cwd)).toMatchObject({ scope: "@acme", umbrella: { name: "@acme/pets" } });
  });

  test("an empty answer means the suggestion", async () => {
    const answers = { OpenAPI: "\r", "name of the package": "\r", "How many": "\r" };
    const { cwd } = await answering(answers, { "openapi.yaml": DOCUMENT });
    expect(await configurationIn(cwd)).toMatchObject({ name: "pet-shop", client: "PetShop" });
  });

  test("Ctrl+C ends the questions, and nothing is written", async () => {
    const answers = { OpenAPI: "api.yaml\r", "name of the package": "\x03" };
    const { code, cwd, stderr } = await answering(answers, { "api.yaml": DOCUMENT });
    expect(code).toBe(1);
    expect(stderr.text).toBe("Cancelled: nothing was written.\n");
    expect(await readdir(cwd)).toEqual(["api.yaml"]);
  });
});

test("a new repository has the tools in the versions of this workspace", async () => {
  const workspace = await readText(new URL("../../../", import.meta.url).pathname, "pnpm-workspace.yaml");
  const { catalog } = parse(workspace) as { readonly catalog: Readonly<Record<string, string>> };
  expect(TOOLS).toEqual(Object.fromEntries(Object.keys(TOOLS).map((tool) => [tool, catalog[tool]])));
});

/** `sdkgen check`, with a configuration that does not import the generator, which is not installed there. */
async function checkIn(folder: string) {
  const config = `export default ${JSON.stringify(await configurationIn(folder))};`;
  await writeFile(join(folder, "spec/sdk.config.ts"), config);
  return runProgram(["check"], folder);
}
