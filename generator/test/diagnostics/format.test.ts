import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/catalogue.ts";
import { diagnostic, formatDiagnostics, nearest } from "../../src/diagnostics/index.ts";

const LATER = diagnostic("not-an-object", { found: "null" }, { file: "b.yaml", line: 10, column: 2 });
const EARLIER = diagnostic(
  "duplicate-definition",
  { name: 'the tag "list"' },
  { file: "b.yaml", line: 9, column: 30 },
  [{ message: "first defined here", location: { file: "a.yaml", line: 1, column: 1 } }],
);

describe("text", () => {
  test("formats position, severity, code, message, related positions and help", () => {
    expect(formatDiagnostics([EARLIER], "text")).toBe(
      [
        'b.yaml:9:30 warning duplicate-definition: the tag "list" is defined in two files; the first definition is used',
        "  a.yaml:1:1 first defined here",
        "  help: keep one of the two, or rename one of them",
        "",
      ].join("\n"),
    );
  });

  test("sorts by position", () => {
    expect(formatDiagnostics([LATER, EARLIER], "text")).toBe(formatDiagnostics([EARLIER, LATER], "text"));
    expect(formatDiagnostics([LATER, EARLIER], "text")).toMatch(/^b\.yaml:9:30.*\nb\.yaml:10:2/s);
  });

  const at = (line: number) => ({ file: "api.yaml", line, column: 1 });
  const invalidPaths = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      diagnostic("invalid-path", { path: `a${index}` }, at(index + 1)),
    );

  test("shows many warnings of one kind as the first one, the number of the others, and their first places", () => {
    const warnings = [...invalidPaths(40), diagnostic("missing-version", {}, at(2))];
    expect(formatDiagnostics(warnings, "text")).toBe(
      [
        'api.yaml:1:1 warning invalid-path: the path "a0" does not start with a slash; it is read as "/a0"',
        '  help: change it to "/a0"',
        "  39 more like this, at api.yaml:2:1, api.yaml:3:1, …; --format json lists all",
        "api.yaml:2:1 warning missing-version: the document does not state its OpenAPI version; it is read as OpenAPI 3.1",
        "  help: add `openapi: 3.1.0` at the top",
        "",
      ].join("\n"),
    );
  });

  test("shows a few warnings of one kind one by one", () => {
    expect(formatDiagnostics(invalidPaths(3), "text").match(/ warning /g)).toHaveLength(3);
  });

  test("shows errors one by one, up to a hundred", () => {
    const errors = Array.from({ length: 250 }, (_, index) => diagnostic("empty-file", {}, at(index + 1)));
    const text = formatDiagnostics(errors, "text");
    expect(text.match(/ error empty-file: /g)).toHaveLength(100);
    expect(text).toMatch(/^and 150 more errors; --format json lists all\n$/m);
  });

  test.each(["json", "github"] as const)("%s contains every warning", (format) => {
    expect(formatDiagnostics(invalidPaths(40), format).match(/does not start with a slash/g)).toHaveLength(
      40,
    );
  });

  test("uses colours only on request", () => {
    expect(formatDiagnostics([LATER], "text")).not.toContain("\u001b[");
    expect(formatDiagnostics([LATER], "text", true)).toContain("\u001b[31merror");
  });

  test("escapes the styles of a document, and keeps its own", () => {
    const red = "\u001b[31mred\u001b[39m";
    const where = { file: `${red}.yaml`, line: 1, column: 1 };
    const found = diagnostic("duplicate-definition", { name: red }, where, [
      { message: red, location: where },
    ]);
    const text = formatDiagnostics([{ ...found, help: red }], "text", true);
    expect(text).toContain("\u001b[33mwarning\u001b[39m");
    expect(text).not.toContain(red);
    expect(text.match(/\\u001b\[31mred\\u001b\[39m/g)).toHaveLength(5);
  });

  test("is empty without diagnostics", () => {
    expect(formatDiagnostics([], "text")).toBe("");
  });
});

test("JSON does not contain the parts of the document, which only the generator uses", () => {
  const found = { ...LATER, parts: [["paths", "/a"]] };
  expect(JSON.parse(formatDiagnostics([found], "json"))).toEqual([LATER]);
});

test("JSON contains all members", () => {
  expect(JSON.parse(formatDiagnostics([LATER, EARLIER], "json"))).toEqual([EARLIER, LATER]);
});

test("a GitHub annotation is one line, and text in it can neither end the line nor start a command", () => {
  const hostile = diagnostic(
    "invalid-path",
    { path: "a\n::error::100%" },
    { file: "a,b:c.yaml", line: 1, column: 2 },
  );
  expect(formatDiagnostics([hostile], "github")).toBe(
    '::warning file=a%2Cb%3Ac.yaml,line=1,col=2,title=invalid-path::the path "a%0A::error::100%25" does not start with a slash; it is read as "/a%0A::error::100%25"%0Achange it to "/a%0A::error::100%25"\n',
  );
});

test("codes are kebab-case words", () => {
  for (const code of Object.keys(catalogue)) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe("nearest", () => {
  test.each([
    ["Invoce", ["Client", "Invoice", "Invoices"], "Invoice"],
    ["INVOICE", ["invoice"], "invoice"],
    ["Zebra", ["Client", "Invoice"], undefined],
    ["a", ["b"], undefined],
    ["Lable", ["Label", "Table"], "Label"],
    ["requierd", ["required"], "required"],
  ])("of %s in %j is %s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});
