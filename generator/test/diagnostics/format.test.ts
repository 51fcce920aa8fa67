import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/catalogue.ts";
import { diagnostic, formatDiagnostics, nearest } from "../../src/diagnostics/index.ts";

const LATER = diagnostic("empty-enum", {}, { file: "b.yaml", line: 10, column: 2 });
const EARLIER = diagnostic(
  "duplicate-operation-id",
  { operationId: "list" },
  { file: "b.yaml", line: 9, column: 30 },
  [{ message: "the first of the two", location: { file: "a.yaml", line: 1, column: 1 } }],
);

describe("as text", () => {
  test("a diagnostic says where, how bad, what, and how to mend it", () => {
    expect(formatDiagnostics([EARLIER], "text")).toBe(
      [
        'b.yaml:9:30 error duplicate-operation-id: the operationId "list" is used twice',
        "  a.yaml:1:1 the first of the two",
        "  help: give each operation an id of its own",
        "",
      ].join("\n"),
    );
  });

  test("the order is that of the places, whatever order they were found in", () => {
    expect(formatDiagnostics([LATER, EARLIER], "text")).toBe(formatDiagnostics([EARLIER, LATER], "text"));
    expect(formatDiagnostics([LATER, EARLIER], "text")).toMatch(/^b\.yaml:9:30.*\nb\.yaml:10:2/s);
  });

  test("colours come only when asked for", () => {
    expect(formatDiagnostics([LATER], "text")).not.toContain("\u001b[");
    expect(formatDiagnostics([LATER], "text", true)).toContain("\u001b[31merror");
  });

  test("no diagnostics are no text", () => {
    expect(formatDiagnostics([], "text")).toBe("");
  });
});

test("as JSON, programs get all facts", () => {
  expect(JSON.parse(formatDiagnostics([LATER, EARLIER], "json"))).toEqual([EARLIER, LATER]);
});

test("for GitHub, a diagnostic is one line, and nothing in it can end the line or begin a command", () => {
  const hostile = diagnostic(
    "invalid-path",
    { path: "a\n::error::100%" },
    { file: "a,b:c.yaml", line: 1, column: 2 },
  );
  expect(formatDiagnostics([hostile], "github")).toBe(
    '::error file=a%2Cb%3Ac.yaml,line=1,col=2,title=invalid-path::the path "a%0A::error::100%25" does not begin with a slash%0Awrite it as "/a%0A::error::100%25"\n',
  );
});

test("codes are words that can be searched for", () => {
  for (const code of Object.keys(catalogue)) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe("what somebody may have meant", () => {
  test.each([
    ["Invoce", ["Client", "Invoice", "Invoices"], "Invoice"],
    ["INVOICE", ["invoice"], "invoice"],
    ["Zebra", ["Client", "Invoice"], undefined],
    ["a", ["b"], undefined],
  ])("for %s among %j it is %s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});
