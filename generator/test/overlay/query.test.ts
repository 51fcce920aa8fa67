import { describe, expect, test } from "vitest";
import { compileQuery, QueryLimitError, QueryRunner, QuerySyntaxError } from "../../src/overlay/query.ts";
import { startCpuTime } from "../support/cpu-time.ts";

function select(path: string, value: unknown) {
  return new QueryRunner().select(compileQuery(path), value);
}

describe("queries", () => {
  test.each([
    ["$", [[]]],
    ["$.a[0]", [["a", 0]]],
    ["$['a'][-1].b", [["a", 1, "b"]]],
    ["$.a[?@.b]", [["a", 1]]],
    ["$.a[?@.b == 'x' && length(@.c) > 1]", [["a", 1]]],
    ["$..b", [["a", 1, "b"]]],
    ["$.a[0:1]", [["a", 0]]],
    ["$['/x~y']", [["/x~y"]]],
    ["$.toString", []],
    ["$.a.length", []],
  ])("%s selects %j", (path, expected) => {
    expect(select(path, { a: [{}, { b: "x", c: [1, 2] }], "/x~y": 1 })).toEqual(expected);
  });

  test.each([
    "",
    "a",
    "$.",
    "$..",
    "$[",
    "$.a[?@.b = 1]",
    "$[?unknown(@)]",
    "$[01]",
    `$${"[?(".repeat(20_000)}`,
  ])("%.20s is not a query", (path) => expect(() => compileQuery(path)).toThrow(QuerySyntaxError));

  test("descend as deep as a document may be", () => {
    let value: object = { last: true };
    for (let depth = 0; depth < 490; depth += 1) value = { a: value };
    expect(select("$..last", value)).toHaveLength(1);
  });
});

describe("bounds", () => {
  const long = { a: Array.from({ length: 5000 }, () => ({ text: `${"a".repeat(40)}!` })) };

  test.each([
    ["a filter that takes exponential time", "$.a[?match(@.text, '(a|a)*b')]"],
    ["a filter in a filter in a filter", "$..[?$..[?$..[?$..[?@ == 1]]]]"],
  ])("%s is interrupted", (_name, path) => {
    const cpuTime = startCpuTime();
    expect(() => new QueryRunner(100).select(compileQuery(path), long)).toThrow(QueryLimitError);
    expect(cpuTime()).toBeLessThan(5);
  });

  test("the time limit applies to all queries together", () => {
    const queries = new QueryRunner(300);
    const run = () => {
      for (let count = 0; count < 1000; count += 1) queries.select(compileQuery("$..*"), long);
    };
    expect(run).toThrow(QueryLimitError);
  });

  test("a query that selects too many nodes is interrupted", () => {
    const wide = Array.from({ length: 200_001 }, () => 0);
    expect(() => select("$[*]", wide)).toThrow(QueryLimitError);
  });
});
