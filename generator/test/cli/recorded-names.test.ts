import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimsFrom, type RecordedName } from "../../src/names/record/names-record.ts";
import { recordIn, recordText } from "../../src/record/index.ts";
import { HEAD } from "../support/diagnose.ts";
import { readText } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";
import { ReleaseFolder } from "../support/release-folder.ts";

const DONE = `responses: { "200": { description: Done., content: { application/json: { schema: { type: array, items: { type: string } } } } } }`;

/** Two operations with ids that people chose, so that names are made from tags. */
const SMALL = `${HEAD}paths:
  /v1/orders/open:
    get: { operationId: listOpenOrders, tags: [orders], ${DONE} }
  /v1/orders/{id}/notes:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: listOrderNotes, tags: [orders], ${DONE} }
`;

/** Three more without ids, so that names would be made from paths. */
const LARGE = `${SMALL}  /v1/users: { get: { ${DONE} }, post: { ${DONE} }, delete: { ${DONE} } }
`;

const GENERATE = ["generate", "--spec", "api.yaml", "--out", "sdk"];
const RECORD = "sdk/shop/.sdkgen-names";

async function generated(document = SMALL): Promise<string> {
  const { cwd, code } = await runProgram(GENERATE, { "api.yaml": document });
  expect(code).toBe(0);
  return cwd;
}

async function callsIn(cwd: string): Promise<readonly string[]> {
  const { stdout } = await runProgram(["names", "--spec", "api.yaml", "--out", "sdk", "--json"], cwd);
  return (JSON.parse(stdout) as readonly { name: string }[]).map(({ name }) => name);
}

describe("when a document grows", () => {
  test("the calls keep their names, although the rules would name them otherwise now", async () => {
    const cwd = await generated();
    const before = await callsIn(cwd);
    await writeFile(join(cwd, "api.yaml"), LARGE);
    await writeFile(join(cwd, "old.yaml"), SMALL);
    expect(await callsIn(cwd)).toEqual(expect.arrayContaining([...before]));
    const kept = await runProgram(["diff", "old.yaml", "api.yaml", "--out", "sdk"], cwd);
    expect(kept.stdout).not.toContain("breaking  ");
    expect((await runProgram(GENERATE, cwd)).code).toBe(0);
    expect((await runProgram(["check", ...GENERATE.slice(1)], cwd)).code).toBe(0);
    expect(await callsIn(cwd)).toEqual(expect.arrayContaining([...before]));
  });

  test("two documents without recorded names are compared as if the packages of the old one were generated again", async () => {
    const files = { "old.yaml": SMALL, "new.yaml": LARGE };
    const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml"], files);
    expect(stdout).toContain("Adds the resource `users`.");
    expect(stdout).not.toContain("Renames");
  });

  test("the first parameters of a call are part of its options, so that calls with options still compile", async () => {
    const withParameters = (names: readonly string[], more = "") =>
      SMALL.replace(
        "listOpenOrders,",
        `listOpenOrders, parameters: [${names.map((name) => `{ name: ${name}, in: query, schema: { type: string }${more} }`).join(", ")}],`,
      );
    const cwd = await generated();
    const signature = async () =>
      /listOpen\(.*\)/.exec(await readText(cwd, "sdk/shop/src/resources/orders.ts"))?.[0];
    const before = await signature();
    for (const names of [["shop"], ["shop", "page"]]) {
      await writeFile(join(cwd, "old.yaml"), await readText(cwd, "api.yaml"));
      await writeFile(join(cwd, "api.yaml"), withParameters(names));
      const diff = await runProgram(["diff", "old.yaml", "api.yaml", "--out", "sdk"], cwd);
      expect(diff.stdout).toContain("1 additive change: a minor version");
      await runProgram(GENERATE, cwd);
      expect(await signature()).toBe(before?.replace("options?: ", "options?: ListOpenOrdersParams & "));
      expect((await runProgram(["check", ...GENERATE.slice(1)], cwd)).code).toBe(0);
    }
    // A required one is a change that breaks anyway.
    await writeFile(join(cwd, "api.yaml"), withParameters(["shop"], ", required: true"));
    await runProgram(GENERATE, cwd);
    expect(await signature()).toContain("(params: ListOpenOrdersParams, options?: ");
    expect(await readText(cwd, RECORD)).not.toContain("options ");
  });

  test("the first parameter of a call takes the position of the options if an option has its name, and the diff says so", async () => {
    const timeout = "parameters: [{ name: timeout, in: query, schema: { type: string } }]";
    const files = {
      "old.yaml": SMALL,
      "new.yaml": SMALL.replace("listOpenOrders,", `listOpenOrders, ${timeout},`),
    };
    const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml"], files);
    expect(stdout).toContain("The parameters of `orders.listOpen()` moved from the options");
  });

  test("sdkgen names shows what the rules would say now, and --renew-names adopts it", async () => {
    const cwd = await generated();
    await writeFile(join(cwd, "api.yaml"), LARGE);
    const { stdout } = await runProgram(["names", "--spec", "api.yaml", "--out", "sdk"], cwd);
    expect(stdout).toContain("names: from tags, as recorded\nnow they would be: from paths, because");
    expect(stdout).toContain("2 calls keep their recorded names.");
    expect(stdout).toContain("  orders.listOpen   orders.open.list\n");
    await runProgram([...GENERATE, "--renew-names"], cwd);
    expect(await callsIn(cwd)).toContain("orders.open.list");
    expect(await readText(cwd, RECORD)).toContain("[rules]\nnaming paths\n");
  });

  test("an operation that is gone leaves the record", async () => {
    const cwd = await generated(LARGE);
    await writeFile(join(cwd, "api.yaml"), SMALL);
    expect(await readText(cwd, RECORD)).toContain("/v1/users");
    await runProgram(GENERATE, cwd);
    expect(await readText(cwd, RECORD)).not.toContain("/v1/users");
  });

  test("a component that nothing uses is recorded, and its problems are reported by generate, once something uses it", async () => {
    const component = `components: { schemas: { paid-order: { type: object, properties: { fee: { not: { type: string } } } } } }\n`;
    const cwd = await generated(`${SMALL}${component}`);
    const lint = await runProgram(["lint", "--spec", "api.yaml"], cwd);
    expect(lint.stderr).toContain("unsupported-keyword");
    const unused = await runProgram(GENERATE, cwd);
    expect(unused.stderr).not.toContain("unsupported-keyword");
    expect(await readText(cwd, RECORD)).not.toContain("paid-order");
    const used = `  /v1/paid: { get: { responses: { "200": { description: Paid., content: { application/json: { schema: { $ref: "#/components/schemas/paid-order" } } } } } } }\n`;
    await writeFile(join(cwd, "api.yaml"), `${SMALL}${used}${component}`);
    const { stderr } = await runProgram(GENERATE, cwd);
    expect(stderr).toContain("unsupported-keyword");
    expect(await readText(cwd, RECORD)).toContain("PaidOrder #/components/schemas/paid-order\n");
  });

  test("other names of path parameters are the same operation", async () => {
    const cwd = await generated();
    await writeFile(
      join(cwd, "api.yaml"),
      LARGE.replaceAll(/\{id\}|name: id/g, (text) => text.replace("id", "orderId")),
    );
    expect(await callsIn(cwd)).toContain("orders.listNotes");
  });

  test("a new component does not get the name of the known values of an enum, which would have to change then", async () => {
    const documentWith = (schemas: string) => {
      const content = `content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }`;
      const use = `  /v1/order: { get: { responses: { "200": { description: Done., ${content} } } } }\n`;
      return `${SMALL}${use}components: { schemas: { Status: { type: string, enum: [open] }, ${schemas} } }\n`;
    };
    const status = `status: { $ref: "#/components/schemas/Status" }`;
    const known = `known: { $ref: "#/components/schemas/KnownStatus" }`;
    const cwd = await generated(documentWith(`Order: { type: object, properties: { ${status} } }`));
    const grown = documentWith(
      `Order: { type: object, properties: { ${status}, ${known} } }, KnownStatus: { type: object }`,
    );
    await writeFile(join(cwd, "api.yaml"), grown);
    const { code, stderr } = await runProgram(GENERATE, cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("the name `KnownStatus` is taken, so this one is named `KnownStatus2`");
    const source = await readText(cwd, "sdk/shop/src/resources/order.ts");
    expect(source).toContain("export type Status = Open<KnownStatus>;");
    expect(source).toContain("known?: KnownStatus2;");
  });

  test("a new type does not get the name of the client, which would have to change then", async () => {
    const cwd = await generated();
    const component =
      "components: { schemas: { Shop: { type: object, properties: { id: { type: string } } } } }\n";
    const use = `  /v1/shop: { get: { responses: { "200": { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/Shop" } } } } } } }\n`;
    await writeFile(join(cwd, "api.yaml"), `${SMALL}${use}${component}`);
    const { stderr } = await runProgram(GENERATE, cwd);
    expect(stderr).toContain("Shop2");
    expect(await readText(cwd, "sdk/shop/src/client.ts")).toContain("export class Shop extends ApiClient");
  });
});

describe("the configuration", () => {
  const config = (rest: string) => `export default { documents: ["api.yaml"], output: "sdk", ${rest} };`;

  test("renames a recorded call, and other calls yield to it, which is reported", async () => {
    const { cwd } = await runProgram(["generate"], { "api.yaml": SMALL, "sdk.config.ts": config("") });
    const resources = `resources: { orders: { listNotes: "get /v1/orders/open" } }`;
    await writeFile(join(cwd, "sdk.config.ts"), config(resources));
    const { code, stderr } = await runProgram(["generate"], cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("listNotes2");
    const { stdout } = await runProgram(["names", "--json"], cwd);
    expect(JSON.parse(stdout)).toContainEqual({
      method: "GET",
      path: "/v1/orders/open",
      name: "orders.listNotes",
    });
  });

  test("another `naming` discards the recorded calls, with a warning", async () => {
    const { cwd } = await runProgram(["generate"], { "api.yaml": SMALL, "sdk.config.ts": config("") });
    await writeFile(join(cwd, "sdk.config.ts"), config(`naming: "paths"`));
    const { stderr } = await runProgram(["generate"], cwd);
    expect(stderr).toContain("calls get new names, because the recorded ones are from tags");
    expect(await readText(cwd, RECORD)).toContain("orders.open.list GET /v1/orders/open");
    expect((await runProgram(["generate"], cwd)).stderr).toBe("");
  });
});

describe("the record", () => {
  test("is kept by --force", async () => {
    const cwd = await generated();
    await writeFile(join(cwd, "api.yaml"), LARGE);
    await runProgram([...GENERATE, "--force"], cwd);
    expect(await callsIn(cwd)).toContain("orders.listOpen");
  });

  test("is in the first package, and moves to the umbrella when there is one", async () => {
    const settings = (rest: string) => `export default { documents: ["api.yaml"], output: "sdk",
  packages: { sales: { client: "Sales", description: "Sales.", resources: ["orders"] } }, ${rest} };`;
    const { cwd } = await runProgram(["generate"], { "api.yaml": SMALL, "sdk.config.ts": settings("") });
    const record = await readText(cwd, "sdk/sales/.sdkgen-names");
    const umbrella = `umbrella: { folder: "all", client: "Shop", description: "All." }`;
    await writeFile(join(cwd, "sdk.config.ts"), settings(umbrella));
    expect((await runProgram(["generate"], cwd)).code).toBe(0);
    const calls = /\[calls\]\n(.+\n)+/;
    expect(calls.exec(await readText(cwd, "sdk/all/.sdkgen-names"))?.[0]).toBe(calls.exec(record)?.[0]);
    expect(await readdir(join(cwd, "sdk/sales"))).not.toContain(".sdkgen-names");
  });

  test("that is lost is reported", async () => {
    const cwd = await generated();
    await rm(join(cwd, RECORD));
    const { code, stderr } = await runProgram(GENERATE, cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("sdk/shop/.sdkgen-names, the record of names, is missing");
    expect((await runProgram(GENERATE, cwd)).stderr).toBe("");
  });

  test("with a merge conflict stops the command, and --force uses the names of both sides", async () => {
    const cwd = await generated();
    const text = await readText(cwd, RECORD);
    const [ours, theirs] = ["listOpen", "allOpen"].map((name) => `orders.${name} GET /v1/orders/open`);
    const conflict = `<<<<<<< ours\n${ours}\n=======\nusers.all GET /v1/users\n${theirs}\n>>>>>>> theirs`;
    await writeFile(join(cwd, RECORD), text.replace(String(ours), conflict));
    await writeFile(join(cwd, "api.yaml"), LARGE);
    const stopped = await runProgram(GENERATE, cwd);
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(/\.sdkgen-names:\d+:1.*contains a merge conflict/s);
    await runProgram([...GENERATE, "--force"], cwd);
    expect(await callsIn(cwd)).toEqual(expect.arrayContaining(["orders.listOpen", "users.all"]));
  });

  test.each([
    ["orders.list; GET /v1/orders/open", "a name that is not one"],
    ["orders GET /v1/orders/open", "a call without a resource"],
    ["nonsense", "a line without a place"],
  ])("with %j is refused", async (line) => {
    const cwd = await generated();
    await writeFile(join(cwd, RECORD), `[rules]\nnaming tags\n[calls]\n${line}\n`);
    const { code, stderr } = await runProgram(["names", "--spec", "api.yaml", "--out", "sdk"], cwd);
    expect(code).toBe(1);
    expect(stderr).toContain("contains an invalid line");
  });

  test("that cannot be read is an error", async () => {
    const cwd = await generated();
    await rm(join(cwd, RECORD));
    await mkdir(join(cwd, RECORD));
    const { code, stderr } = await runProgram(GENERATE, cwd);
    expect(code).toBe(1);
    expect(stderr).toContain("the record of names, cannot be read: it is a folder");
  });

  test("of any names is read as it was written", () => {
    const name = fc.string({ minLength: 1, unit: "grapheme" });
    const identifier = fc.stringMatching(/^[a-zA-Z_$][\w$]*$/);
    const named = (names: fc.Arbitrary<string>) =>
      fc
        .array(fc.tuple(name, fc.record({ name: names, wanted: names })), { maxLength: 4 })
        .map((entries) => new Map<string, RecordedName>(entries));
    const claims = fc
      .record({ others: named(identifier), properties: named(name) })
      .map(({ others, properties }) => claimsFrom((kind) => (kind === "arguments" ? properties : others)));
    const choices = fc.record({
      naming: fc.constantFrom("paths" as const, "tags" as const, "ids" as const),
      version: fc.constantFrom(undefined, "v1"),
      prefix: fc.array(name),
      idsHaveVerbs: fc.boolean(),
    });
    const calls = fc
      .array(
        fc.tuple(name, fc.record({ resource: fc.array(identifier, { minLength: 1 }), method: identifier })),
      )
      .map((entries) => new Map(entries));
    fc.assert(
      fc.property(fc.record({ choices, calls, claims }), (record) => {
        expect(recordIn(recordText(record), "record")).toEqual(record);
      }),
    );
  });
});

test("names that are renewed after a release are breaking changes since then", async () => {
  const shop = await ReleaseFolder.makeReleased();
  expect(JSON.parse(await shop.read("spec/released.json"))["x-release"].names).toContain(
    "orders.list GET /orders",
  );
  const record = await shop.read("packages/all/.sdkgen-names");
  await shop.write("packages/all/.sdkgen-names", record.replace("orders.list GET", "orders.all GET"));
  await shop.run("generate", "--force");
  await shop.run("release");
  expect(await shop.read(".changeset/spec-sales.md")).toContain("orders.all");
});
