import { describe, expect, test } from "vitest";
import { errorsInYaml, readYaml } from "../support/read-yaml.ts";

describe("scalars", () => {
  test.each<[string, unknown]>([
    ["", null],
    ["~", null],
    ["Null", null],
    ["true", true],
    ["FALSE", false],
    ["yes", "yes"],
    ["12", 12],
    ["+12", 12],
    ["-0", -0],
    ["012", 12],
    ["0o14", 12],
    ["0x1F", 31],
    ["0b1", "0b1"],
    ["1_000", "1_000"],
    ["1:30", "1:30"],
    ["9007199254740993", 9_007_199_254_740_992],
    ["1.", 1],
    [".5", 0.5],
    ["-1.5e-3", -0.0015],
    ["1e3", 1000],
    ["-.inf", Number.NEGATIVE_INFINITY],
    [".NaN", Number.NaN],
    ["2020-01-01", "2020-01-01"],
    ["2020-01-01T10:00:00Z", "2020-01-01T10:00:00Z"],
    ['"12"', "12"],
    ["'it''s'", "it's"],
    ['"\\u00e9\\x41\\t\\\n  b"', "éA\tb"],
    ["one\n  two\n\n  three", "one two\nthree"],
    ["a#b:c", "a#b:c"],
    ["[a, 'b', {c: d, \"e\":f}, g: h]", ["a", "b", { c: "d", e: "f" }, { g: "h" }]],
  ])("%j is read as %j", (text, expected) => {
    expect(readYaml(`key: ${text}\n`).value).toEqual({ key: expected });
  });
});

test.each(["# only a comment\n", "---\n", "--- # nothing\n...\n", "%YAML 1.2\n---\n"])(
  "%j has no value",
  (text) => {
    const { value, at } = readYaml(text);
    expect(value).toBeNull();
    expect(at("a")).toBe("1:1");
  },
);

describe("texts in blocks", () => {
  test.each([
    ["|", "one\n  two\n\nthree\n"],
    ["|-", "one\n  two\n\nthree"],
    ["|+", "one\n  two\n\nthree\n\n"],
    [">", "one\n  two\n\nthree\n"],
    [">-", "one\n  two\n\nthree"],
    [">+", "one\n  two\n\nthree\n\n"],
    ["| # a comment", "one\n  two\n\nthree\n"],
    ["|1-", " one\n   two\n\n three"],
  ])("after %s", (header, expected) => {
    expect(readYaml(`text: ${header}\n  one\n    two\n\n  three\n\nnext: 1\n`).value).toEqual({
      text: expected,
      next: 1,
    });
  });

  test("keep brackets, tabs, comments and lines of dashes", () => {
    const { value } = readYaml("a: |\n  f() {\n  \tx # y\n  }\n  ---\n  - z: [\nb: {c:\td}\n");
    expect(value).toEqual({ a: "f() {\n\tx # y\n}\n---\n- z: [\n", b: { c: "d" } });
  });
});

describe("tags", () => {
  test.each<[string, unknown]>([
    ["!!str 5", "5"],
    ["! 5", "5"],
    ["!<tag:yaml.org,2002:str> 5", "5"],
    ["!!int '5'", 5],
    ["!!float 5", 5],
    ["!!null ''", null],
    ["!!map {a: 1}", { a: 1 }],
    ["!!seq [1]", [1]],
    ["!!timestamp 2020-01-01", "2020-01-01"],
    ["!!binary aGk=", "aGk="],
  ])("%s is read as %j", (text, expected) => {
    expect(readYaml(`key: ${text}\n`).value).toEqual({ key: expected });
  });

  test("have the prefixes that the document gives them", () => {
    const { value } = readYaml("%TAG !y! tag:yaml.org,2002:\n---\nkey: !y!str 5\n");
    expect(value).toEqual({ key: "5" });
  });

  test("that are unknown or do not fit are all reported", () => {
    expect(
      errorsInYaml("a: !include b.yaml\nb: !!int x\nc: !!set {d, e}\nf: !!seq {}\n!!int 5: g\n"),
    ).toEqual([
      "1:4 the tag !include is unknown, or does not fit the value",
      "2:4 the tag !!int is unknown, or does not fit the value",
      "3:4 the tag !!set is unknown, or does not fit the value",
      "4:4 the tag !!seq is unknown, or does not fit the value",
      "5:7 a key must be a string",
    ]);
  });
});

describe("directives", () => {
  test("`%YAML 1.1` gives scalars the meaning that they have in that version, except for dates", () => {
    const { value } = readYaml("%YAML 1.1\n---\na: yes\nb: 010\nc: 2020-01-01\nyes: d\n");
    expect(value).toEqual({ a: true, b: 8, c: "2020-01-01", yes: "d" });
  });

  test.each([
    ["%YAML 1.3", "1:1 the directive %YAML 1.3 is unknown"],
    ["# first\n%OTHER x", "2:1 the directive %OTHER x is unknown"],
  ])("%j cannot be followed", (directive, expected) => {
    expect(errorsInYaml(`${directive}\n---\na: 1\n`)).toEqual([expected]);
  });
});

describe("aliases and merge keys", () => {
  test("a mapping merges others where it does not have their keys itself, in the order of the text", () => {
    const base = "base: &base { a: 1, b: 2 }\nmore: &more { b: 3, c: 4 }\n";
    const { value } = readYaml(`${base}use:\n  x: 0\n  <<: [*more, *base, { d: 5 }]\n  c: own\n  a: own\n`);
    const { use } = value as { readonly use: object };
    expect(Object.entries(use)).toEqual(Object.entries({ x: 0, b: 3, c: "own", a: "own", d: 5 }));
    expect(readYaml(`${base}use:\n  c: own\n  <<: *more\n`).value).toMatchObject({ use: { b: 3, c: "own" } });
  });

  test("a key in quotes and a mapping without a value merge nothing", () => {
    expect(readYaml('a: { "<<": { b: 1 } }\nc: { <<: , d: 1 }\n').value).toEqual({
      a: { "<<": { b: 1 } },
      c: { d: 1 },
    });
  });

  test.each(["<<: 1", "<<: [{}, [{}]]", "<<: text"])("%s is refused", (text) => {
    expect(errorsInYaml(text)).toEqual(["1:5 `<<` can merge only mappings and lists of mappings"]);
  });

  test("`__proto__` is merged as an ordinary key", () => {
    const { value } = readYaml("base: &base { __proto__: { a: 1 } }\nuse: { <<: *base }\n");
    const { use } = value as { readonly use: object };
    expect(Object.entries(use)).toEqual([["__proto__", { a: 1 }]]);
    expect("a" in use).toBe(false);
  });

  test("an alias stands for the last anchor above it, and keys have anchors, too", () => {
    const { value } = readYaml("a: &x 1\nb: *x\nc: &x [*x, &x 2, *x]\nd: *x\n&k 200: e\nf: *k\n");
    expect(value).toMatchObject({ b: 1, d: 2, f: "200" });
  });

  test("a mapping that merges itself merges nothing", () => {
    const { value, warnings } = readYaml("a: &a\n  <<: *a\n  b: 1\n");
    expect(value).toEqual({ a: { b: 1 } });
    expect(warnings).toEqual(["2:7 recursive-alias"]);
  });

  test("aliases that expand to more values than a JSON file may have are refused, however few there are", () => {
    const items = "1,".repeat(1_000);
    expect(errorsInYaml(`a: &a [${items}]\nb: [${"*a,".repeat(5_000)}]\n`)).toEqual([
      "1:1 the aliases of this file expand to too much data",
    ]);
    expect(errorsInYaml(`a: &a [1, 2, 3]\nb: [${"*a,".repeat(20_000)}]\n`)).toEqual([]);
  });

  test("aliases of aliases are refused where they are nested too deep", () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`).join("");
    expect(errorsInYaml(`a0: &a0 []\n${chain(498)}`)).toEqual([]);
    expect(errorsInYaml(`a0: &a0 []\n${chain(499)}`)).toEqual(["500:14 the document is nested too deeply"]);
  });
});

describe("keys", () => {
  test("each repetition is reported with the place before it, and merged keys are no repetition", () => {
    const { value, warnings } = readYaml("a: 1\nb: &b { a: 0 }\n'a': 2\n<<: *b\na: 3\n");
    expect(value).toEqual({ a: 3, b: { a: 0 } });
    expect(warnings).toEqual(["3:1 duplicate-key", "5:1 duplicate-key"]);
  });

  test("lists, mappings and aliases cannot be keys", () => {
    expect(errorsInYaml("x: &x a\n? [b]\n: c\n{d: e}: f\n*x : g\n")).toEqual([
      "2:3 a key must be a string",
      "4:1 a key must be a string",
      "5:1 a key must be a string",
    ]);
  });
});

describe("what documents have although YAML does not allow it", () => {
  test("a closing bracket may be in the column of the key whose value it ends", () => {
    const text = `a:
  example: {
    "x": "one
      } two", # {
    # [

  }
  list: [
    { y: 1 }, # it is
    2
  ]
other: {
  z: [
    3
  ]
}
`;
    const { value, at } = readYaml(text);
    expect(value).toEqual({ a: { example: { x: "one } two" }, list: [{ y: 1 }, 2] }, other: { z: [3] } });
    expect([at("a", "list", 1), at("other", "z", 0)]).toEqual(["10:5", "14:5"]);
  });

  test("so it may if the opening bracket is below the key", () => {
    const text = `a:
  value: # an example
    {
      "x": [
        1
      ]
  }
  text:
    - [
        2
    ]
b: 3
`;
    expect(readYaml(text).value).toEqual({ a: { value: { x: [1] }, text: [[2]] }, b: 3 });
    expect(errorsInYaml("a:\n  b:\n    c: 1\n    {\n  }\n")).toHaveLength(1);
  });

  test("a closing bracket may be further left than the key whose value it ends, but not in text", () => {
    const text = `a:
  game:
    example: {
      "id": "x",
      "players": [
        "y"
      ]
  }
  text: |2
      f() {
    }
  list: [
    { z: 1 }
]
b: 3
`;
    const { value } = readYaml(text);
    expect(value).toEqual({
      a: { game: { example: { id: "x", players: ["y"] } }, text: "  f() {\n}\n", list: [{ z: 1 }] },
      b: 3,
    });
  });

  test("lines of a text in quotes may be in the column of its key, unless they look like keys or items", () => {
    const text = `a:
  b: "one
  two \\"and\\"

three"
  c:
    - d: "four
    five"
      e: 1
`;
    const { value, at } = readYaml(text);
    expect(value).toEqual({ a: { b: 'one two "and"\nthree', c: [{ d: "four five", e: 1 }] } });
    expect([at("a", "c"), at("a", "c", 0, "e")]).toEqual(["6:3", "9:7"]);
    const single = "a:\n  b: 'it''s\n  ''one'' \"two\"'\n  c: 'three' # it's\n";
    expect(readYaml(single).value).toEqual({ a: { b: "it's 'one' \"two\"", c: "three" } });
    expect(errorsInYaml("a:\n  b: 'one\n  c: two'\n")).toHaveLength(1);
    expect(errorsInYaml('a:\n  b: "one\n  c: two"\n')).toHaveLength(1);
    expect(errorsInYaml('a:\n  b: "one\n  - two"\n')).toHaveLength(1);
  });

  test("tabs may be between the parts of a line", () => {
    const { value } = readYaml('a: { b:\t1,\tc: "x\ty" }\t# d\ne:\t[ f\t, g ]\n');
    expect(value).toEqual({ a: { b: 1, c: "x\ty" }, e: ["f", "g"] });
  });

  test("texts may contain control characters", () => {
    const { value } = readYaml('a: it\u0092s\nb: "\u0007"\nc: |\n  \u0001x\n\u0002d: e\n');
    expect(value).toEqual({ a: "it\u0092s", b: "\u0007", c: "\u0001x\n", "\u0002d": "e" });
  });

  test("a bracket that closes nothing in its column is an error", () => {
    expect(errorsInYaml("a: |\n  text {\n}\n")).toHaveLength(1);
    expect(errorsInYaml("a:\n  b: {\n  c: 1\n  }\n")).toHaveLength(1);
  });

  test("a million brackets below a line of eight million characters are an error at once, not after minutes", () => {
    expect(errorsInYaml(`a: [${"b".repeat(8_000_000)}${"\n]".repeat(1_000_000)}`)).toHaveLength(1);
  });
});

describe("syntax errors say what is wrong in plain words", () => {
  test.each([
    [
      "a: one: two",
      "1:7 this is neither part of the value before it nor a key in the column of the others; text that contains `: ` needs quotes",
    ],
    [
      "a: 1\n b: 2",
      "2:3 this is neither part of the value before it nor a key in the column of the others; text that contains `: ` needs quotes",
    ],
    ["- 'a'\n  b\n", "2:3 this is not in the column of the other items of the list"],
    ["a: 1\nb\nc: 2", "3:2 a key has several lines; is a colon missing in the line before?"],
    ["a:1\nb: 2", "2:2 this is not part of the value before it; the colon of a key needs a space after it"],
    ["a: [1, 2\nb: 3", "2:1 this line must be indented more, because it continues the value before it"],
    ["a: {b: 1 c: 2}", "1:11 a comma or a closing bracket is missing before this"],
    ["a: [1,, 2]", "1:7 there is no value before this comma"],
    ["[1, 2", "1:6 a `[` or `{` is not closed"],
    ["a: 'b", "1:6 a string has no closing `'`"],
    ['a: "\\d"', "1:6 this escape is unknown; between single quotes, a backslash is an ordinary character"],
    ["a: @b", "1:4 text that starts with @ needs quotes"],
    ["a: *", "1:5 an alias has no name; text that starts with * needs quotes"],
    ["a: *b", "1:4 the alias *b has no anchor above it"],
    ["a: |b\n  c", "1:5 the text of `|` or `>` must start in the next line"],
    ["a: {\n\tb: 1\n}", "2:2 this line is indented with a tab, which YAML does not allow"],
    ["---\na: 1\n---\nb: 1", "3:1 the file has several documents"],
  ])("%j", (text, expected) => {
    expect(errorsInYaml(text)).toEqual([expected]);
  });
});
