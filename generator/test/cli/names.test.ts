import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { readText } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

const DOCUMENT = `${HEAD}paths:
  /orders:
    get: { responses: { "200": { description: Done., content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
    post: { responses: { "201": { description: Done. } } }
  /orders/{id}/a-very-long-part-of-a-path-without-an-end/another-very-long-part-of-a-path:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "204": { description: Done. } } }
`;

describe("sdkgen names", () => {
  test("prints the calls below their resources, in lines of at most 80 characters", async () => {
    const { code, stdout } = await runProgram(["names", "--spec", "api.yaml"], { "api.yaml": DOCUMENT });
    expect(code).toBe(0);
    expect(stdout).toBe(`names: from paths, because 100 % of the operation ids are missing or only repeat
method and path

orders
  create  POST   /orders
  list    GET    /orders

orders.aVeryLongPartOfAPathWithoutAnEnd.anotherVeryLongPartOfAPath
  retrieve  GET    /orders/{id}/a-very-long-part-of-a-path-without-an-end
                   /another-very-long-part-of-a-path
`);
  });

  test("prints method, path and call of each operation as JSON", async () => {
    const { stdout } = await runProgram(["names", "--spec", "api.yaml", "--json"], { "api.yaml": DOCUMENT });
    expect(JSON.parse(stdout)).toContainEqual({ method: "POST", path: "/orders", name: "orders.create" });
    expect(JSON.parse(stdout)).toHaveLength(3);
  });

  test.each([
    [
      "an array of items in an envelope",
      "{ total: { type: integer }, files: { type: array, items: {} } }",
      "files.list",
    ],
    [
      "a single object in an envelope",
      "{ name: { type: string }, size: { type: integer } }",
      "files.retrieve",
    ],
  ])("%s decides between a list and a single thing", async (_, properties, name) => {
    const data = `data: { type: object, properties: ${properties} }`;
    const schema = `{ type: object, properties: { success: { type: boolean }, ${data} } }`;
    const content = `content: { application/json: { schema: ${schema} } }`;
    const document = `${HEAD}paths: { /files: { get: { responses: { "200": { description: Done., ${content} } } } } }\n`;
    const { stdout } = await runProgram(["names", "--spec", "api.yaml", "--json"], { "api.yaml": document });
    expect(JSON.parse(stdout)).toEqual([{ method: "GET", path: "/files", name }]);
  });

  test("what the hints of a document leave open is named by tags and operation ids", async () => {
    const operation = (members: string) =>
      `{ get: { ${members}, responses: { "204": { description: None. } } } }`;
    const document = `${HEAD}paths:
  /lists/entries: ${operation("operationId: getEntries, tags: [Entries], x-speakeasy-name-override: list")}
  /lists/entries/first: ${operation("operationId: getEntry, tags: [Lists], x-speakeasy-group: entries")}
  /lists/entries/count: ${operation("operationId: countEntries, tags: [Entries]")}
`;
    const { stdout } = await runProgram(["names", "--spec", "api.yaml"], { "api.yaml": document });
    expect(stdout).toBe(`names: from tagged-ids, because 67 % of the operations have a name in extensions

entries
  countEntries  GET    /lists/entries/count
  getEntry      GET    /lists/entries/first
  list          GET    /lists/entries
`);
  });

  test("the configuration chooses the source of names", async () => {
    const config = `export default { documents: ["api.yaml"], output: "sdk", naming: "tags" };`;
    const { stdout } = await runProgram(["names"], { "api.yaml": DOCUMENT, "sdk.config.ts": config });
    expect(stdout).toMatch(/^names: from tags, as configured\n/);
  });
});

describe("the names of the package", () => {
  test("--name and --client replace those from the title", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk", "--name", "@acme/store", "--client", "Store"];
    const { cwd, code } = await runProgram(["generate", ...args], { "api.yaml": DOCUMENT });
    expect(code).toBe(0);
    expect(await readdir(join(cwd, "sdk"))).toEqual(["store"]);
    expect(JSON.parse(await readText(cwd, "sdk/store/package.json")).name).toBe("@acme/store");
    expect(await readText(cwd, "sdk/store/src/client.ts")).toContain("export class Store extends ApiClient");
    expect((await runProgram(["check", ...args], cwd)).code).toBe(0);
  });

  test("a name that npm does not allow is refused", async () => {
    const { code, stderr } = await runProgram(["generate", "--spec", "api.yaml", "--name", "My Shop"], {
      "api.yaml": DOCUMENT,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("`name`: Invalid name: Expected an npm name such as @acme/shop");
  });
});
