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
        'b.yaml:9:30 warning duplicate-definition: the tag "list" is defined in two files; the first definition counts',
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

  test("uses colours only on request", () => {
    expect(formatDiagnostics([LATER], "text")).not.toContain("\u001b[");
    expect(formatDiagnostics([LATER], "text", true)).toContain("\u001b[31merror");
  });

  test("is empty without diagnostics", () => {
    expect(formatDiagnostics([], "text")).toBe("");
  });
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
  ])("of %s in %j is %s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});
