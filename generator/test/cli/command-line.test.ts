import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { makeFolder, readText } from "../support/folder.ts";
import { runInOwnProcess, runProgram } from "../support/program.ts";
import { runHere } from "../support/run-here.ts";

const VALID = `${HEAD}servers: [{ url: "https://api.shop.test" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      summary: Lists orders.
      responses:
        "200": { description: The orders., content: { application/json: { schema: { type: array, items: { type: string } } } } }
`;

const BROKEN = `${HEAD}paths:
  /orders/{id}:
    get: { operationId: a, responses: { 200: { $ref: "#/components/responses/Orders" } } }
servers: [{ url: "https://api.shop.test" }]
`;

describe("generating and checking", () => {
  test("a document from standard input may reference files in its folder and in allowed folders", async () => {
    const document = `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: a.yaml }, B: { $ref: ../b/b.yaml } } }`;
    const { cwd } = await runProgram(["--version"], {
      "api/a.yaml": "type: string",
      "b/b.yaml": "type: number",
    });
    const bundle = (...args: readonly string[]) =>
      runProgram(["bundle", "--spec", "-", ...args], join(cwd, "api"), {}, document);
    const refused = await bundle();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^<stdin>:4:\d+ error outside-folder: \.\.\/b\/b\.yaml is outside/);
    const allowed = await bundle("--allow-folder", "../b");
    expect(JSON.parse(allowed.stdout).components.schemas).toEqual({
      A: { type: "string" },
      B: { type: "number" },
    });
  });

  test("generate writes the package, a second run changes nothing, and check succeeds", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk"];
    const first = await runProgram(["generate", ...args], { "api.yaml": VALID });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^\d+ files changed, 0 unchanged in \d+\.\d s\n$/);
    const second = await runProgram(["generate", ...args], first.cwd);
    expect(second.stdout).toMatch(/^0 files changed, \d+ unchanged in /);
    const check = await runProgram(["check", ...args], first.cwd);
    expect(check).toMatchObject({ code: 0, stderr: "" });
    expect(check.stdout).toMatch(/^\d+ files are up to date in /);
  });

  test("generate and check report that a document has no operations", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk"];
    const empty =
      "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\nservers: [{ url: https://shop.example }]\npaths: {}\n";
    const first = await runProgram(["generate", ...args], { "api.yaml": empty });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /^The client has no methods: the document has no operations .*\n\d+ files changed, 0 unchanged, 0 operations in /,
    );
    const second = await runProgram(["generate", ...args, "--format", "json"], first.cwd);
    expect(JSON.parse(second.stdout).summary).toMatch(/^0 files changed, \d+ unchanged, 0 operations$/);
    const check = await runProgram(["check", ...args], first.cwd);
    expect(check.stdout).toMatch(/\n\d+ files are up to date, 0 operations in /);
    const names = await runProgram(["names", "--spec", "api.yaml"], first.cwd);
    expect(names).toMatchObject({ code: 0, stdout: "The document has no operations.\n" });
  });

  test("globs do not match generated packages and node_modules, unless they start with such a folder", async () => {
    const document = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Shop", version: "1" },
      servers: [{ url: "https://shop.example" }],
      paths: {
        "/orders": { get: { operationId: "listOrders", responses: { 204: { description: "None." } } } },
      },
    });
    const { cwd } = await runProgram(["generate", "--spec", "**/*.json", "--out", "."], {
      "specs/api.json": document,
      "node_modules/other/package.json": "{}",
    });
    await writeFile(join(cwd, "shop/own.json"), document);
    for (const pattern of ["**/*.json", "shop/*n.json", "node_modules/*/*.json"]) {
      const { code, stderr } = await runProgram(["generate", "--spec", pattern, "--out", "."], cwd);
      expect([pattern, code]).toEqual([pattern, pattern.startsWith("node") ? 1 : 0]);
      if (pattern.startsWith("**")) expect(stderr).toBe("");
    }
  });

  test("check fails for a changed and a missing file, accepts files of others, and writes nothing", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk"];
    const { cwd } = await runProgram(["generate", ...args], { "api.yaml": VALID });
    const inPackage = (path: string) => join(cwd, "sdk/shop", path);
    const text = await readText(cwd, "sdk/shop/src/index.ts");
    await writeFile(inPackage("src/mine.ts"), "");
    expect((await runProgram(["check", ...args], cwd)).code).toBe(0);
    await writeFile(inPackage("src/index.ts"), `${text}// mine\n`);
    await rm(inPackage("README.md"));
    const check = await runProgram(["check", ...args], cwd);
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/\n\+\/\/ mine\n/);
    expect(check.stdout).toMatch(/\n2 of \d+ files are not up to date: run `sdkgen generate`, 2 errors in /);
    expect(check.stderr).toContain("sdk/shop/README.md:1:1 error missing-file");
    expect(check.stderr).toContain("error edited-file: sdk/shop/src/index.ts was changed");
    expect(await readText(cwd, "sdk/shop/src/index.ts")).toBe(`${text}// mine\n`);
  });

  test("generate stops at an edited file, shows the difference, and overwrites it only with --force", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk"];
    const { cwd } = await runProgram(["generate", ...args], { "api.yaml": VALID });
    const text = await readText(cwd, "sdk/shop/src/index.ts");
    await writeFile(join(cwd, "sdk/shop/src/index.ts"), `${text}// mine\n`);
    await writeFile(join(cwd, "api.yaml"), VALID.replace("Lists orders.", "Lists all orders."));
    const before = await readText(cwd, "sdk/shop/src/resources/orders.ts");
    const refused = await runProgram(["generate", ...args], cwd);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain("+++ sdk/shop/src/index.ts (on disk)\n");
    expect(refused.stdout).toContain("\n+// mine\n");
    expect(refused.stdout).toContain("nothing was written, because 1 file has changes that would be lost");
    expect(refused.stderr).toContain("error edited-file");
    expect(refused.stderr).toContain("`sdkgen generate --force`");
    expect(await readText(cwd, "sdk/shop/src/resources/orders.ts")).toBe(before);
    const json = JSON.parse((await runProgram(["generate", ...args, "--format", "json"], cwd)).stdout);
    expect(json).toMatchObject({ ok: false, edited: [{ path: "sdk/shop/src/index.ts", by: "edited" }] });
    const forced = await runProgram(["generate", ...args, "--force"], cwd);
    expect(forced.code).toBe(0);
    expect(forced.stderr).toContain("warning overwritten-file");
    expect(await readText(cwd, "sdk/shop/src/index.ts")).toBe(text);
  });

  test("the index exports modules of others that the configuration names, and reports those that do not exist", async () => {
    const config = (module: string, folder = "shop") =>
      `export default { documents: ["api.yaml"], output: "sdk", custom: { "${folder}": ["${module}"] } };`;
    const files = {
      "api.yaml": VALID,
      "sdk.config.ts": config("custom/totals"),
      "sdk/shop/src/custom/totals.ts": "export const total = 1;\n",
    };
    const { cwd, code, stderr } = await runProgram(["generate"], files);
    expect([code, stderr]).toEqual([0, ""]);
    expect(await readText(cwd, "sdk/shop/src/index.ts")).toContain('export * from "./custom/totals.js";\n');
    await writeFile(join(cwd, "sdk.config.ts"), config("custom/taxes"));
    expect((await runProgram(["check"], cwd)).stderr).toContain(
      "warning custom-module-missing: the index of the package exports sdk/shop/src/custom/taxes.ts",
    );
    await writeFile(join(cwd, "sdk.config.ts"), config("custom/totals", "shops"));
    expect((await runProgram(["check"], cwd)).stderr).toContain("error custom-without-package");
    await writeFile(join(cwd, "sdk.config.ts"), config("../../secrets"));
    expect((await runProgram(["check"], cwd)).stderr).toContain("`custom.shop.0`: Invalid module");
  });

  test("a document with errors does not change the packages", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk"];
    const { cwd } = await runProgram(["generate", ...args], { "api.yaml": VALID });
    const before = await readdir(join(cwd, "sdk"), { recursive: true });
    await writeFile(join(cwd, "api.yaml"), BROKEN);
    expect((await runProgram(["generate", "--strict", ...args], cwd)).code).toBe(1);
    expect(await readdir(join(cwd, "sdk"), { recursive: true })).toEqual(before);
  });

  test("files of others in the output folder stay, and are not overwritten", async () => {
    const mine = await makeFolder({
      "api.yaml": VALID,
      "shop/thesis.txt": "years of work",
      "shop/README.md": "my package",
    });
    const args = ["generate", "--spec", "api.yaml", "--out", "."];
    const refused = await runProgram(args, mine);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("error foreign-file: shop/README.md");
    expect((await readdir(join(mine, "shop"))).sort()).toEqual(["README.md", "thesis.txt"]);
    await rm(join(mine, "shop/README.md"));
    expect((await runProgram(args, mine)).code).toBe(0);
    expect(await readText(mine, "shop/thesis.txt")).toBe("years of work");
  });
});

describe("invalid configurations", () => {
  const config = (text: string) => ({ "api.yaml": VALID, "sdk.config.ts": `export default ${text};` });

  test.each([
    ["no documents", '{ documents: [], output: "sdk" }', "`documents`: Invalid length"],
    [
      "a number of packages",
      '{ documents: ["api.yaml"], output: "sdk", packages: 3 }',
      "`packages`: Invalid type",
    ],
    [
      "an umbrella that is only wanted",
      '{ documents: ["api.yaml"], output: "sdk", umbrella: true }',
      "`umbrella`: ",
    ],
    [
      "events without a folder",
      '{ documents: ["api.yaml"], output: "sdk", webhooks: {} }',
      "`webhooks.folder` is missing",
    ],
    [
      "a client with a space",
      '{ documents: ["api.yaml"], output: "sdk", packages: { a: { client: "Foo Bar", description: "A", resources: [] } } }',
      "`packages.a.client`: Invalid name: Expected a TypeScript identifier",
    ],
    ["no default export", "undefined", "it exports no configuration as default"],
  ])("%s", async (_name, text, message) => {
    const { code, stderr } = await runProgram(["generate"], config(text));
    expect(code).toBe(1);
    expect(stderr).toContain("error invalid-config: sdk.config.ts is not valid: ");
    expect(stderr).toContain(message);
  });
});

describe("a configuration that does not fit the document", () => {
  const own = (rest: string) => `{ client: "C", description: "D.", ${rest} }`;

  test.each([
    ["a resource in no package", `packages: { a: ${own("resources: []")} }`, "resource-without-package"],
    [
      "a resource that does not exist",
      `packages: { a: ${own('resources: ["Orders", "x"]')} }`,
      "unknown-resource",
    ],
    [
      "a resource in two packages",
      `packages: { a: ${own('resources: ["Orders"]')}, b: ${own('resources: ["Orders"]')} }`,
      "resource-in-two-packages",
    ],
    [
      "two packages in one folder",
      `packages: { a: ${own('resources: ["Orders"]')} }, umbrella: { folder: "A", client: "U", description: "U." }`,
      "folder-of-two-packages",
    ],
    ["a folder elsewhere", `packages: { "../a": ${own('resources: ["Orders"]')} }`, "path-outside"],
    ["an unknown error body", 'errorBody: "Problem"', "unknown-error-body"],
    ["a client with the name of a resource", 'client: "Orders"', "client-name-clash"],
    ["a client with the name of an operation", 'client: "listOrders"', "client-name-clash"],
    ["a client with the name of an export of the runtime", 'client: "Page"', "client-name-clash"],
    ["a client with a reserved word as its name", 'client: "class"', "invalid-config"],
    ["a client with the name of a type of TypeScript", 'client: "any"', "invalid-config"],
  ])("%s is refused by lint as it is by generate", async (_name, rest, code) => {
    const text = `export default { documents: ["api.yaml"], output: "sdk", ${rest} };`;
    const lint = await runHere(["lint"], { "api.yaml": VALID, "sdk.config.ts": text });
    expect(lint.stderr).toContain(`error ${code}: `);
    expect(lint.code).toBe(1);
    const generate = await runHere(["generate"], lint.cwd);
    expect(generate.stderr).toContain(`error ${code}: `);
    expect(generate.code).toBe(1);
  });
});

describe("output folders", () => {
  test("a file in place of the folder is reported", async () => {
    const { code, stderr } = await runProgram(["generate", "--spec", "api.yaml", "--out", "occupied"], {
      "api.yaml": VALID,
      occupied: "a file",
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/error write-failed: .*occupied cannot be written: it is not a folder/);
  });

  test("a package that was removed from the configuration is reported and kept", async () => {
    const args = ["--spec", "api.yaml", "--out", "sdk"];
    const { cwd } = await runProgram(["generate", ...args], { "api.yaml": VALID });
    await writeFile(join(cwd, "api.yaml"), VALID.replace(/title: [^,}]*/, "title: Market"));
    const { code, stderr } = await runProgram(["generate", ...args], cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("warning abandoned-package: sdk/shop was created by sdkgen");
    expect((await readdir(join(cwd, "sdk"))).sort()).toEqual(["market", "shop"]);
    expect((await runProgram(["check", ...args], cwd)).stderr).toContain(
      "warning abandoned-package: sdk/shop",
    );
  });
});

describe("reporting", () => {
  test("lint reports how errors are repaired, and fails for them only with --strict", async () => {
    const args = ["lint", "--spec", "api.yaml"];
    const lenient = await runProgram(args, { "api.yaml": BROKEN });
    expect(lenient.code).toBe(0);
    expect(lenient.stderr).toContain("api.yaml:5:5 warning undeclared-path-parameter: ");
    expect(lenient.stderr).toContain("it is read as a string");
    expect(lenient.stdout).toMatch(/^the document has no errors, 2 warnings in /);
    const config = "export default { documents: ['api.yaml'], output: 'x', strict: true };";
    const strict = await runProgram(["lint"], { "api.yaml": BROKEN, "sdk.config.ts": config });
    expect(strict.code).toBe(1);
    expect(strict.stderr).toContain("api.yaml:5:5 error undeclared-path-parameter: ");
  });

  test("lint reports all problems with their positions, without colours if the output is a pipe", async () => {
    const args = ["lint", "--strict", "--spec", "api.yaml"];
    const { code, stdout, stderr } = await runProgram(args, { "api.yaml": BROKEN });
    expect(code).toBe(1);
    expect(stderr).toContain(
      "api.yaml:5:5 error undeclared-path-parameter: the path of GET /orders/{id} contains {id}",
    );
    expect(stderr).toContain("api.yaml:5:48 error unresolved-reference");
    expect(stderr).not.toContain("\u001b");
    expect(stdout).toMatch(/^2 errors in /);
  });

  test("lint suggests parameters that nearly all operations have for the client, even in a strict configuration without failing", async () => {
    const resource = (index: number, name: string) =>
      `  /{${name}}/r${index}: { get: { operationId: get${index}, tags: [r], parameters: [{ name: ${name}, in: path, required: true, schema: { type: string } }, { name: Idempotency-Key, in: header, schema: { type: string } }], responses: { "204": { description: Done. } } } }`;
    const paths = Array.from({ length: 10 }, (_, index) => resource(index, index < 9 ? "AccountSid" : "sid"));
    const text = [
      'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\nservers: [{ url: "https://shop.example" }]\npaths:',
      ...paths,
    ].join("\n");
    const config = 'documents: ["api.yaml"], output: "sdk", strict: true';
    const files = { "api.yaml": text, "sdk.config.ts": `export default { ${config} };` };
    const { stdout, stderr, code } = await runProgram(["lint"], files);
    expect(`${stdout}${stderr}`).toContain(
      'api.yaml:5:73 note repeated-parameter: 9 of 10 operations have the parameter "AccountSid"\n' +
        '  help: to pass it once to the client, set clientParameters: ["AccountSid"] in the configuration',
    );
    expect(`${stdout}${stderr}`).not.toContain("Idempotency-Key");
    expect(code).toBe(0);
    const told = {
      ...files,
      "sdk.config.ts": `export default { ${config}, clientParameters: ["AccountSid"] };`,
    };
    const quiet = await runProgram(["lint"], told);
    expect(`${quiet.stdout}${quiet.stderr}`).not.toContain("repeated-parameter");
  });

  test("lint of a valid document prints one line", async () => {
    const result = await runProgram(["lint", "--spec", "api.yaml"], { "api.yaml": VALID });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toMatch(/^the document is valid in /);
  });

  test("--format json prints one JSON value to standard output and nothing else", async () => {
    const args = ["lint", "--strict", "--spec", "api.yaml", "--format", "json"];
    const { code, stdout, stderr } = await runProgram(args, { "api.yaml": BROKEN });
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      diagnostics: [
        { code: "undeclared-path-parameter", location: { file: "api.yaml", line: 5, column: 5 } },
        { code: "unresolved-reference", location: { file: "api.yaml", line: 5, column: 48 } },
      ],
    });
  });

  test("--format github prints annotations", async () => {
    const args = ["lint", "--strict", "--spec", "api.yaml", "--format", "github"];
    const { stdout } = await runProgram(args, { "api.yaml": BROKEN });
    expect(stdout).toContain("::error file=api.yaml,line=5,col=48,title=unresolved-reference::");
  });

  test("a bug of the generator is reported in one line, with its stack only on request", async () => {
    const files = {
      "sdk.config.ts":
        "process.cwd = () => { throw new Error('oh\\nno'); };\nexport default { documents: ['a.yaml'], output: 'x' };",
    };
    // In its own process, because its configuration breaks a function of Node.
    const quiet = await runInOwnProcess({ args: ["lint"], cwd: await makeFolder(files) });
    expect(quiet.code).toBe(1);
    expect(quiet.stderr).toMatch(/^internal error: oh\. Please report it[^\n]*\n$/);
    expect((await runProgram(["lint"], files, { DEBUG: "sdkgen" })).stderr).toContain("    at ");
  });
});

describe("bundling", () => {
  const FILES = {
    "a.yaml": HEAD,
    "b.yaml": "paths: {}\n",
    "sdk.config.ts": "export default { documents: ['*.yaml'], output: 'x' };",
  };

  test("writes the document to a file or to standard output", async () => {
    const { code, cwd } = await runProgram(["bundle", "--out", "all.json"], FILES);
    expect(code).toBe(0);
    const bundled = await readText(cwd, "all.json");
    expect(JSON.parse(bundled)).toEqual({
      openapi: "3.1.0",
      info: { title: "Shop", version: "1.0.0" },
      paths: {},
    });
    expect((await runProgram(["bundle"], cwd)).stdout).toBe(bundled);
  });

  test("a file that cannot be written is reported", async () => {
    const files = { ...FILES, occupied: "a file where a folder would have to be" };
    const { code, stderr } = await runProgram(["bundle", "--out", "occupied/all.json"], files);
    expect(code).toBe(1);
    expect(stderr).toContain("error write-failed: occupied/all.json cannot be written");
  });
});

describe("usage", () => {
  test.each([
    ["an unknown command", ["generat"], "unknown command 'generat'"],
    ["an unknown option", ["check", "--fix"], "unknown option '--fix'"],
    ["an unknown format", ["lint", "--format", "xml"], "argument 'xml' is invalid"],
    [
      "an extra argument",
      ["lint", "api.yaml"],
      "got 1.\nPass the document as an option, such as --spec openapi.yaml\n",
    ],
    ["no command", [], "Usage: sdkgen"],
  ])("%s is wrong usage, and prints the help", async (_name, args, message) => {
    const { code, stdout, stderr } = await runProgram(args, {});
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toContain("Usage: sdkgen");
  });

  test("an invalid name is a problem of the command line, not of a configuration", async () => {
    const { code, stderr } = await runProgram(["generate", "--spec", "api.yaml", "--name", "No Name"], {});
    expect(code).toBe(1);
    expect(
      stderr,
    ).toContain(`error invalid-config: the command line is not valid: \`name\`: Invalid name: Expected an npm name such as @acme/shop
  help: correct the option`);
  });

  test.each([["--help"], ["--version"], ["generate", "--help"]])(
    "%s is answered on standard output",
    async (...args) => {
      const { code, stdout, stderr } = await runProgram(args, {});
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).not.toBe("");
    },
  );

  test.each([
    ["no configuration", ["lint"], "nothing-to-generate"],
    ["a configuration that does not exist", ["lint", "--config", "no.ts"], "config-not-found"],
    ["a document that does not exist", ["lint", "--spec", "no.yaml"], "file-not-found"],
  ])("%s is reported with help", async (_name, args, expected) => {
    const { code, stderr } = await runProgram(args, {});
    expect(code).toBe(1);
    expect(stderr).toContain(`error ${expected}`);
    expect(stderr).toContain("help: ");
  });
});
