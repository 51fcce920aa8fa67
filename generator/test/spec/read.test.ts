import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/index.ts";
import { diskFiles, readSources } from "../../src/spec/index.ts";
import { diagnose, HEAD, places } from "../support/diagnose.ts";
import { makeFolder } from "../support/folder.ts";

async function readOne(text: string | Uint8Array, name = "api.yaml") {
  const folder = await makeFolder({ [name]: text });
  const [source] = await readSources([name], folder, { files: diskFiles(folder) });
  if (source === undefined) throw new Error("nothing was read");
  return source;
}

describe("reading", () => {
  test("YAML and JSON give the same data", async () => {
    const yaml = await readOne("a: 1\nb: [x, null, true]\n");
    const json = await readOne('{"a": 1, "b": ["x", null, true]}', "api.json");
    expect(yaml.value).toEqual(json.value);
  });

  test("keys that look like numbers, null or true are strings", async () => {
    const { value } = await readOne("200: ok\nnull: nothing\ntrue: yes\non: off\n");
    expect(value).toEqual({ "200": "ok", null: "nothing", true: "yes", on: "off" });
  });

  test("anchors and merge keys are resolved, and dates are strings", async () => {
    const { value } = await readOne("base: &base { a: 1, day: 2020-01-01 }\nmore:\n  <<: *base\n  b: 2\n");
    expect(value).toMatchObject({ more: { a: 1, b: 2, day: "2020-01-01" } });
  });

  test("byte order marks and line endings do not matter", async () => {
    const lf = await readOne("text: |\n  one\n  two\nnext: 1\n");
    const crlf = await readOne("\uFEFFtext: |\r\n  one\r\n  two\r\nnext: 1\r\n");
    expect(crlf.value).toEqual(lf.value);
    expect(crlf.locate(["next"])).toEqual(lf.locate(["next"]));
  });

  test.each(["api.yaml", "api.json"])("a `__proto__` key in %s is an ordinary key", async (name) => {
    const { value } = await readOne('{"properties": {"__proto__": {"polluted": true}}}', name);
    const properties = (value as { properties: object }).properties;
    expect(Object.keys(properties)).toEqual(["__proto__"]);
    expect("polluted" in properties).toBe(false);
    expect("polluted" in {}).toBe(false);
  });

  test.each([
    ["YAML file", "api.yaml", `a: [${"0,".repeat(1_500_000)}0]`, "save it as JSON"],
    ["JSON file", "api.json", `{"a":[${"0,".repeat(4_000_000)}0]}`, "divide it into several files"],
  ])("a %s with too many values is refused before it fills the memory", async (_name, file, text, fix) => {
    const error = await readOne(text, file).catch((thrown: unknown) => thrown);
    const [found] = error instanceof DiagnosticError ? error.diagnostics : [];
    expect(found?.code).toBe("file-too-large");
    expect(found?.help).toContain(fix);
  });

  test("globs find each file once, sorted by path, without excluded files", async () => {
    const folder = await makeFolder({
      "b/2.yaml": "a: 1",
      "a.yaml": "a: 1",
      "b/1.yaml": "a: 1",
      "b/x.yaml": "a: 1",
    });
    const sources = await readSources(["b/*.yaml", "a.yaml", "b/2.yaml", "!b/x.yaml"], folder, {
      files: diskFiles(folder),
    });
    expect(sources.map(({ file }) => file)).toEqual(["a.yaml", "b/1.yaml", "b/2.yaml"]);
  });

  test("a file name that looks like a glob works", async () => {
    const folder = await makeFolder({ "api [v1].yaml": "a: 1" });
    expect(await readSources(["api [v1].yaml"], folder, { files: diskFiles(folder) })).toHaveLength(1);
  });

  test("referenced files are read, transitively, and marked as not listed", async () => {
    const folder = await makeFolder({
      "api.yaml": `${HEAD}paths: { /a: { $ref: paths/a.yaml } }`,
      "paths/a.yaml": "get: { responses: { 200: { $ref: ../shared.yaml#/Ok } } }",
      "shared.yaml": "Ok: { description: fine }",
    });
    const sources = await readSources(["api.yaml"], folder, { files: diskFiles(folder) });
    expect(sources.map(({ file, listed }) => [file, listed])).toEqual([
      ["api.yaml", true],
      ["paths/a.yaml", false],
      ["shared.yaml", false],
    ]);
  });

  test("a `$ref` in an example, or a property named `$ref`, is not a reference", async () => {
    const found = await diagnose({
      "api.yaml": `${HEAD}paths: {}
components:
  schemas:
    A:
      type: object
      properties: { $ref: { type: string }, default: { type: string } }
      example: { $ref: nowhere.yaml }
      default: { $ref: "#/nowhere" }
      enum: [{ $ref: nowhere.yaml }]
`,
    });
    expect(found).toEqual([]);
  });
});

describe("positions", () => {
  test.each([
    ["api.yaml", "a:\n  b:\n    - x\n    - c: 1\n"],
    ["api.json", '{ "a":\n  { "b":\n    [ "x",\n      { "c": 1 } ] } }'],
  ])(
    "in %s, every node has a position, and a missing node that of its nearest ancestor",
    async (name, text) => {
      const { locate } = await readOne(text, name);
      const at = (...pointer: (string | number)[]) => {
        const { line, column } = locate(pointer);
        return `${line}:${column}`;
      };
      const json = name.endsWith(".json");
      expect(at("a")).toBe(json ? "1:3" : "1:1");
      expect(at("a", "b")).toBe(json ? "2:5" : "2:3");
      expect(at("a", "b", 1)).toBe(json ? "4:7" : "4:7");
      expect(at("a", "b", 1, "c")).toBe(json ? "4:9" : "4:7");
      expect(at("a", "b", 7, "d")).toBe(at("a", "b"));
    },
  );

  test("nodes from aliases and merge keys have their original positions", async () => {
    const { locate } = await readOne("base: &b\n  x: 1\nalias: *b\nmerged:\n  <<: *b\n  y: 2\n");
    expect(locate(["alias", "x"])).toMatchObject({ line: 2, column: 3 });
    expect(locate(["merged", "x"])).toMatchObject({ line: 2, column: 3 });
    expect(locate(["merged", "y"])).toMatchObject({ line: 6, column: 3 });
  });
});

describe("repairs of the parser", () => {
  test.each([
    ["api.yaml", "a:\n  b: 1\n  b: 2\n", "api.yaml:3:3 duplicate-key < api.yaml:2:3"],
    ["api.json", '{ "a": { "b": 1,\n "b": 2 } }', "api.json:2:2 duplicate-key < api.json:1:10"],
  ])("of two equal keys in %s, the second one is used", async (name, text, expected) => {
    const { value, warnings } = await readOne(text, name);
    expect(value).toEqual({ a: { b: 2 } });
    expect(places(warnings)).toEqual([expected]);
    expect(warnings[0]).toMatchObject({
      severity: "warning",
      message: 'the object contains the key "b" twice; the second one is used',
    });
  });

  test("an alias inside its own anchor is read as null", async () => {
    const { value, warnings, locate } = await readOne("a: &a\n  b: *a\n  c: 1\n");
    expect(value).toEqual({ a: { b: null, c: 1 } });
    expect(places(warnings)).toEqual(["api.yaml:2:6 recursive-alias"]);
    expect(locate(["a", "b"])).toMatchObject({ line: 2, column: 3 });
  });

  test("the repairs of files that are only referenced are reported, too", async () => {
    const found = await diagnose(
      {
        "api.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: a.yaml } } }`,
        "a.yaml": "type: object\ntype: string\n",
      },
      ["api.yaml"],
    );
    expect(places(found)).toEqual(["a.yaml:2:1 duplicate-key < a.yaml:1:1"]);
  });
});

describe("read errors", () => {
  test.each([
    ["a syntax error", "a: [1, 2\nb: 3\n", "api.yaml:2:1 invalid-yaml"],
    ["a string without an end", "a: 1\nb: 'x\n", "api.yaml:3:1 invalid-yaml"],
    ["a tab as indentation", "a:\n\tb: 1\n", "api.yaml:2:1 tab-indentation"],
    ["two documents in one file", "a: 1\n---\nb: 2\n", "api.yaml:2:1 invalid-yaml"],
    ["an unknown tag", "a: !include b.yaml\n", "api.yaml:1:4 invalid-yaml"],
    ["an alias without an anchor", "a: 1\nb: *c\n", "api.yaml:2:4 invalid-yaml"],
    ["an empty file", "\n", "api.yaml:1:1 empty-file"],
    [
      "deeply nested sequences",
      // More than any stack has room for, whether the parser was optimized or not.
      "a: ".concat("[".repeat(20_000), "]".repeat(20_000)),
      /^api\.yaml:1:\d+ nested-too-deep$/,
    ],
  ])("%s is reported with its position", async (_name, text, expected) => {
    const [first] = places(await diagnose({ "api.yaml": text }));
    expect(first).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
  });

  test.each([
    ["a trailing comma", '{\n  "a": 1,\n}', "api.json:3:1 invalid-json"],
    ["a missing comma", '{\n  "a": 1\n  "b": 2 }', "api.json:3:3 invalid-json"],
    ["an unquoted word", '{ "a": yes }', "api.json:1:8 invalid-json"],
    ["a string without an end", '{ "a": "x }', "api.json:1:8 invalid-json"],
    ["data after the end", "{} {}", "api.json:1:4 invalid-json"],
    ["deeply nested arrays", "[".repeat(100_000), "api.json:1:501 nested-too-deep"],
  ])("in JSON, %s is reported with its position", async (_name, text, expected) => {
    expect(places(await diagnose({ "api.json": text }))).toEqual([expected]);
  });

  test.each([
    ["sequences", "a: ".concat("[".repeat(100_000))],
    ["mappings", Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("deeply nested %s are reported as such, and not as an overflow", async (_name, text) => {
    const [found] = await diagnose({ "api.yaml": text });
    expect(found?.code).toBe("nested-too-deep");
  });

  test("aliases that expand exponentially are rejected without expanding them", async () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const items = Array(10).fill(`*l${level}`).join(", ");
      return `l${level + 1}: &l${level + 1} [${items}]`;
    });
    const found = await diagnose({ "api.yaml": ["l0: &l0 [x, x]", ...levels].join("\n") });
    expect(places(found)).toEqual(["api.yaml:1:1 too-many-aliases"]);
  });

  test("an encoding other than UTF-8 is reported at the first invalid character", async () => {
    const latin1 = Buffer.from("title: Zürich\n", "latin1");
    expect(places(await diagnose({ "api.yaml": latin1 }))).toEqual(["api.yaml:1:9 not-utf8"]);
  });

  test("a missing file is reported where it is referenced", async () => {
    const text = `${HEAD}paths:\n  /a:\n    $ref: paths/a.yaml\n`;
    const [found] = await diagnose({ "api.yaml": text });
    expect(places(found === undefined ? [] : [found])).toEqual(["api.yaml:5:5 file-not-found"]);
    expect(found?.message).toBe("the file paths/a.yaml does not exist");
  });

  test("a missing listed file and a glob without matches are reported by name", async () => {
    const found = await diagnose({}, ["api.yaml", "resources/*.yaml"]);
    expect(found.map(({ message }) => message).sort()).toEqual([
      "no file matches resources/*.yaml",
      "the file api.yaml does not exist",
    ]);
  });

  test("references to other hosts are rejected without downloading anything", async () => {
    const text = `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: "https://example.com/a.yaml#/A" }\n`;
    expect(places(await diagnose({ "api.yaml": text }))).toEqual(["api.yaml:6:10 remote-reference"]);
  });

  test("a folder in place of a file and a dangling symbolic link are reported", async () => {
    const folder = await makeFolder({ "api.yaml/inner.txt": "" });
    await symlink(join(folder, "gone"), join(folder, "link.yaml"));
    const reading = readSources(["api.yaml", "link.yaml"], folder, { files: diskFiles(folder) });
    await expect(reading).rejects.toMatchObject({
      diagnostics: [{ code: "unreadable-file" }, { code: "file-not-found" }],
    });
  });

  test("the problems of all files are reported together", async () => {
    const found = await diagnose({ "a.yaml": "a: [", "b.yaml": "b: *c", "c.json": "{" });
    expect(new Set(found.map(({ location }) => location?.file))).toEqual(
      new Set(["a.yaml", "b.yaml", "c.json"]),
    );
  });
});
