import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { StructureKind } from "../src/printer/structure-kind.ts";
import { buildReference } from "../src/reference.ts";
import { makeFolder } from "./support/folder.ts";
import { generateFrom } from "./support/generate.ts";
import { runProgram } from "./support/program.ts";

const document = (summary: string, orders: string) => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      summary: ${summary}
      responses:
        "200": { description: All., content: { application/json: { schema: { type: array, items: ${orders} } } } }
  /refunds: { get: { operationId: listRefunds, tags: [refunds], responses: { "204": { description: None. } } } }
`;

/** A feature that compares the summaries of operations, and adds a module to the package `sales` alone. */
const CONFIG = `
const summaries = ({ resources }) => resources.flatMap(({ operations }) => operations).map(({ id, docs }) => [id, docs.summary]);
export default {
  documents: ["openapi.yaml"],
  output: "sdk",
  packages: {
    sales: { client: "Sales", description: "Orders.", resources: ["orders"] },
    returns: { client: "Returns", description: "Refunds.", resources: ["refunds"] },
  },
  features: [
    {
      name: "summaries",
      modules: ({ folder }) => (folder === "sales" ? [{ name: "summaries", exports: ["summaries"] }] : []),
      emit: ({ folder }) =>
        folder === "sales"
          ? [{ kind: "typescript", path: "sales/src/summaries.ts", statements: ["export const summaries = 1;"] }]
          : [],
      compare: (before, after) => {
        const old = new Map(summaries(before));
        const changed = summaries(after).filter(([id, text]) => old.has(id) && old.get(id) !== text);
        return [
          ...changed.map(([id, text]) => ({
            kind: "change",
            code: "summary-changed",
            level: "breaking",
            message: "\`" + id + "\` is now called " + text + ".",
            help: "keep the summary",
            old: ["paths", "/orders", "get"],
            new: ["paths", "/orders", "get"],
          })),
          {
            kind: "values",
            subject: "the summaries",
            direction: "request",
            before: before.resources[0].operations[0].response.type,
            after: after.resources[0].operations[0].response.type,
            old: ["paths", "/orders", "get"],
            new: ["paths", "/orders", "get"],
          },
        ];
      },
    },
  ],
};
`;

describe("a feature that compares", () => {
  test("reports its changes with level, help and position, for the packages to which it adds something", async () => {
    const { code, stdout, stderr } = await runProgram(["diff", "old.yaml", "--format", "json"], {
      "sdk.config.mjs": CONFIG,
      "old.yaml": document("List", "{ type: string }"),
      "openapi.yaml": document("Orders", "{ type: string }"),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { level, changes } = JSON.parse(stdout) as { level: string; changes: readonly object[] };
    expect(level).toBe("breaking");
    expect(changes).toContainEqual({
      code: "summary-changed",
      level: "breaking",
      message: "`listOrders` is now called Orders.",
      help: "keep the summary",
      reach: { resources: [], operations: [], events: [], parts: ["summaries"] },
      old: { file: "old.yaml", line: 6, column: 5 },
      new: { file: "openapi.yaml", line: 6, column: 5 },
      packages: ["sales"],
    });
  });

  test("has its values compared in their direction: what is additive in a response breaks a request", async () => {
    const { stdout } = await runProgram(["diff", "old.yaml"], {
      "sdk.config.mjs": CONFIG,
      "old.yaml": document("List", "{ type: object, required: [id], properties: { id: { type: string } } }"),
      "openapi.yaml": document(
        "List",
        "{ type: object, required: [id, at], properties: { id: { type: string }, at: { type: string } } }",
      ),
    });
    expect(stdout).toMatch(/^Breaking\n/);
    expect(stdout).toMatch(/Item\.at`/);
  });
});

describe("the features of the generator", () => {
  const files = { "depot.yaml": readFileSync(new URL("./fixtures/depot.yaml", import.meta.url), "utf8") };

  test("export the events and callbacks through the index, beside the exports of the package", async () => {
    const generated = await generateFrom(files, { naming: "tags" });
    const index = generated.files.get("depot/src/index.ts") ?? "";
    expect(index).toContain('from "./callbacks.js";');
    expect(index).toContain('from "./webhooks.js";');
    expect(index.indexOf("./resources/")).toBeLessThan(index.indexOf("./callbacks.js"));
  });
});

test("features add to the class of a client, and an umbrella re-exports what they add to the indexes of its packages", async () => {
  const cwd = await makeFolder({
    "openapi.yaml": document("List", "{ type: string }"),
    "sdk.config.mjs": `export default {
  documents: ["openapi.yaml"],
  output: "sdk",
  packages: {
    sales: { client: "Sales", description: "Orders.", resources: ["orders"] },
    returns: { client: "Returns", description: "Refunds.", resources: ["refunds"] },
  },
  umbrella: { folder: "shop", client: "Shop", description: "All." },
  features: [
    {
      name: "marks",
      client: ({ folder }) =>
        folder === "shop"
          ? {
              types: new Map(),
              members: () => ({
                options: "{ readonly mark?: string }",
                properties: [{ name: "mark", type: "string | undefined", isReadonly: true }],
                statements: ["this.mark = options.mark;"],
                methods: [],
              }),
            }
          : undefined,
      exports: ({ folder }) => (folder === "sales" ? [{ module: "./mark.js", values: ["MARK"], types: [] }] : []),
      emit: ({ folder }) =>
        folder === "sales" ? [{ kind: "typescript", path: "sales/src/mark.ts", statements: ["export const MARK = 1;"] }] : [],
    },
  ],
};`,
  });
  expect(await runProgram(["generate"], cwd)).toMatchObject({ code: 0 });
  expect(readFileSync(`${cwd}/sdk/sales/src/index.ts`, "utf8")).toContain(
    'export { MARK } from "./mark.js";',
  );
  expect(readFileSync(`${cwd}/sdk/shop/src/index.ts`, "utf8")).toMatch(
    /export \{[^}]*\bMARK\b[^}]*\} from "sales";/,
  );
  const client = readFileSync(`${cwd}/sdk/shop/src/client.ts`, "utf8");
  expect(client).toContain("constructor(options: ClientOptions & { readonly mark?: string } = {}) {");
  expect(client).toContain("  readonly mark: string | undefined;\n");
  expect(client).toContain("    this.mark = options.mark;\n  }\n");
  expect(readFileSync(`${cwd}/sdk/sales/src/client.ts`, "utf8")).not.toContain("mark");
});

test("features add methods and declarations for operations to the files of resources", async () => {
  const cwd = await makeFolder({
    "openapi.yaml": document("List", "{ type: string }"),
    "sdk.config.mjs": `export default {
  documents: ["openapi.yaml"],
  output: "sdk",
  name: "shop",
  features: [
    {
      name: "paths",
      calls: () => ({
        names: ({ id }) => [id + "Path"],
        part: ({ id, path }, resource, imports) => ({
          methods: [{ name: id + "Path", statements: "return " + id + "Path; // " + resource }],
          declarations: [
            {
              kind: ${StructureKind.VariableStatement},
              isExported: true,
              declarationKind: "const",
              declarations: [{ name: id + "Path", initializer: JSON.stringify(path) }],
            },
          ],
        }),
      }),
    },
  ],
};`,
  });
  expect(await runProgram(["generate"], cwd)).toMatchObject({ code: 0 });
  const resource = readFileSync(`${cwd}/sdk/shop/src/resources/orders.ts`, "utf8");
  expect(resource).toContain('export const listOrdersPath = "/orders";\n');
  expect(resource).toContain("  listOrdersPath() {\n    return listOrdersPath; // orders\n  }\n");
});

describe("a feature that reads extensions of the document", () => {
  const DOCUMENT = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
x-brand: { schema: { $ref: "#/components/schemas/Brand" } }
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      x-export: { name: export }
      parameters: [{ name: format, in: query, schema: { type: string } }, { name: year, in: query, schema: { type: integer } }]
      responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Exporter" } } } } } }
components:
  schemas:
    Brand: { type: object, properties: { color: { type: string }, secret: { type: string, writeOnly: true } } }
    Exporter: { type: object, properties: { id: { type: string } } }
`;
  const FEATURE = `{
      name: "exports",
      readDocument: ({ "x-brand": brand }) =>
        brand && { schemas: [{ value: brand.schema, pointer: ["x-brand", "schema"], name: "Brand" }], reserved: ["Exporter"], data: null },
      readOperation: ({ value }) =>
        value["x-export"] === undefined
          ? []
          : [{
              extension: "x-export",
              id: value["x-export"].name + "Orders",
              method: value["x-export"].name,
              docs: { summary: "Exports all orders." },
              fixed: ["format"],
              arguments: ["file"],
              nextMethod: "PUT",
              data: { format: "csv" },
            }],
      types: ({ api, kind }) => (kind === "umbrella" ? api.types.filter(({ name }) => name === "Brand") : []),
      calls: () => ({
        names: () => [],
        part: () => undefined,
        sample: ({ method, data }, { resource }, variable) => variable + "." + resource.name + "." + method + "(file); // " + data.format,
      }),
    }`;

  async function generated() {
    const cwd = await makeFolder({
      "openapi.yaml": DOCUMENT,
      "sdk.config.mjs": `export default {
  documents: ["openapi.yaml"],
  output: "sdk",
  packages: { sales: { client: "Sales", description: "Orders.", resources: ["orders"] } },
  umbrella: { folder: "shop", client: "Shop", description: "All." },
  features: [${FEATURE}],
};`,
    });
    expect(await runProgram(["generate"], cwd)).toMatchObject({ code: 0 });
    return cwd;
  }

  test("adds methods with the parameters of their operations, which are part of the surface and of the reference", async () => {
    const cwd = await generated();
    const index = readFileSync(`${cwd}/sdk/sales/src/index.ts`, "utf8");
    expect(index).toContain("  exportOrders,\n");
    expect(index).toContain("ExportOrdersParams");
    expect(readFileSync(`${cwd}/sdk/sales/api.md`, "utf8")).toContain("`sales.orders.export(params?, file)`");
    const { packages } = await buildReference({ cwd });
    const method = packages[0]?.pages[0]?.methods.find(({ title }) => title === "orders.export");
    expect(method).toMatchObject({
      operation: "exportOrders",
      contentMethod: "PUT",
      fields: [{ name: "year" }],
      sample: "shop.orders.export(file); // csv",
    });
  });

  test("adds types of received values, and reserves the names that it re-exports", async () => {
    const cwd = await generated();
    const { packages } = await buildReference({ cwd });
    const types = packages.flatMap((own) => [...own.types, ...own.pages.flatMap((page) => page.types)]);
    expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(["Brand", "ExporterModel"]));
    expect(types.find(({ name }) => name === "Brand")?.fields.map(({ name }) => name)).toEqual(["color"]);
  });

  test("has its methods compared: a lost one is a lost export", async () => {
    const cwd = await generated();
    writeFileSync(`${cwd}/old.yaml`, DOCUMENT);
    writeFileSync(`${cwd}/openapi.yaml`, DOCUMENT.replace("x-export: { name: export }", "summary: All."));
    const { stdout } = await runProgram(["diff", "old.yaml"], cwd);
    expect(stdout).toContain("`exportOrders`");
    expect(stdout).toContain("a major version");
  });
});

/** A feature whose package `all` lists the names of the other packages. */
const WITH_PACKAGE = `export default {
  documents: ["openapi.yaml"],
  output: "sdk",
  name: "@acme/shop",
  features: [
    {
      name: "list",
      packages: (packages) => [
        {
          name: process.env.LIST_NAME ?? "@acme/all",
          folder: "all",
          emit: () => [
            { kind: "json", path: "all/package.json", value: { name: "@acme/all", version: "0.0.0" }, keep: ["version"] },
            { kind: "text", path: "all/names.txt", text: packages.map(({ name }) => name).join() + "\\n" },
          ],
        },
      ],
    },
  ],
  release: { snapshot: "released.json", changesets: ".changeset" },
};
`;

describe("a package of a feature", () => {
  const files = { "openapi.yaml": document("List", "{ type: string }"), "sdk.config.mjs": WITH_PACKAGE };

  test("is written and checked, and keeps its version, like the packages of the configuration", async () => {
    const { cwd, stderr } = await runProgram(["generate"], files);
    expect(stderr).not.toContain("error");
    const text = (file: string) => readFileSync(`${cwd}/sdk/all/${file}`, "utf8");
    expect(text("names.txt")).toBe("@acme/shop\n");
    expect(text(".sdkgen")).toContain("names.txt");
    writeFileSync(`${cwd}/sdk/all/package.json`, text("package.json").replace("0.0.0", "1.2.3"));
    expect(await runProgram(["check"], cwd)).toMatchObject({ code: 0 });
    writeFileSync(`${cwd}/sdk/all/names.txt`, "mine\n");
    const changed = await runProgram(["check"], cwd);
    expect(changed.code).toBe(1);
    expect(changed.stdout + changed.stderr).toContain("all/names.txt");
  });

  test("is released with the others", async () => {
    const { cwd } = await runProgram(["generate"], files);
    mkdirSync(`${cwd}/.changeset`);
    writeFileSync(`${cwd}/.changeset/config.json`, "{}");
    const { code, stdout, stderr } = await runProgram(["release"], cwd);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain("@acme/all");
    const written = readdirSync(`${cwd}/.changeset`).map((name) =>
      readFileSync(`${cwd}/.changeset/${name}`, "utf8"),
    );
    expect(written.join("")).toMatch(/"@acme\/all": major/);
  });

  test("cannot have the name of another package", async () => {
    const { code, stderr } = await runProgram(["generate"], files, { LIST_NAME: "@acme/shop" });
    expect(code).toBe(1);
    expect(stderr).toContain("another package has the folder `all` or the name `@acme/shop` of its package");
  });
});

test("a misspelt method of a feature is an error, because it would never be called", async () => {
  const { code, stderr } = await runProgram(["generate"], {
    "openapi.yaml": document("All orders.", "{ type: string }"),
    "sdk.config.mjs": `export default { documents: ["openapi.yaml"], output: "sdk", features: [{ name: "ids", emits: () => [] }] };`,
  });
  expect(code).toBe(1);
  expect(stderr).toContain(
    "the feature ids cannot be used: features have no method `emits`: did you mean `emit`?",
  );
});
