import { describe, expect, test } from "vitest";
import { HEAD, places } from "../support/diagnose.ts";
import { OVERLAY, overlay } from "../support/overlay.ts";

/** The merged document after these actions, which must not have problems. */
async function amended(document: string, actions: string) {
  const result = await overlay({ "api.yaml": HEAD + document, "overlay.yaml": OVERLAY + actions });
  expect(result.diagnostics).toEqual([]);
  return result.document?.root as unknown as Record<string, unknown>;
}

/** The first problem of an overlay. */
async function refusal(text: string, document = "paths: {}") {
  const { diagnostics } = await overlay({ "api.yaml": HEAD + document, "overlay.yaml": text });
  const [first] = diagnostics;
  return first && { place: places([first])[0], message: first.message, help: first.help };
}

describe("update", () => {
  test("merges objects, appends to arrays, and replaces other values", async () => {
    const document = "paths: { /a: { get: { tags: [one], deprecated: false, x-deep: { a: 1, b: [1] } } } }";
    const actions =
      "- { target: \"$.paths['/a'].get\", update: { tags: [two], deprecated: true, x-deep: { b: [2], c: 3 }, summary: New. } }";
    expect((await amended(document, actions)).paths).toEqual({
      "/a": {
        get: {
          tags: ["one", "two"],
          deprecated: true,
          "x-deep": { a: 1, b: [1, 2], c: 3 },
          summary: "New.",
        },
      },
    });
  });

  test("appends to a selected array: a single value, or each item of an array", async () => {
    const actions = "- { target: $.tags, update: { name: b } }\n- { target: $.tags, update: [{ name: c }] }";
    const root = await amended("paths: {}\ntags: [{ name: a }]", actions);
    expect(root.tags).toEqual([{ name: "a" }, { name: "b" }, { name: "c" }]);
  });

  test("replaces selected strings, numbers, booleans and null", async () => {
    const actions = "- { target: $.info.title, update: Store }\n- { target: $.x.*, update: 1 }";
    const root = await amended("paths: {}\nx: { a: null, b: true, c: text }", actions);
    expect(root.info).toEqual({ title: "Store", version: "1.0.0" });
    expect(root.x).toEqual({ a: 1, b: 1, c: 1 });
  });

  test("gives each selected node its own copy of the value", async () => {
    const actions = [
      "- { target: $.paths.*, update: { x: { list: [] } } }",
      "- { target: \"$.paths['/a'].x.list\", update: 1 }",
    ];
    const root = await amended("paths: { /a: {}, /b: {} }", actions.join("\n"));
    expect(root.paths).toEqual({ "/a": { x: { list: [1] } }, "/b": { x: { list: [] } } });
  });

  test("changes one node of several that share a YAML anchor", async () => {
    const document = "paths: { /a: &a { get: { tags: [x] } }, /b: *a }";
    const root = await amended(document, "- { target: \"$.paths['/a'].get.tags\", update: y }");
    expect(root.paths).toEqual({ "/a": { get: { tags: ["x", "y"] } }, "/b": { get: { tags: ["x"] } } });
  });

  test("applies once to a node that a query selects twice", async () => {
    const root = await amended(
      "paths: {}\ntags: []",
      "- { target: \"$['tags','tags']\", update: { name: a } }",
    );
    expect(root.tags).toEqual([{ name: "a" }]);
  });
});

describe("remove", () => {
  test("removes members, and items of arrays wherever they are", async () => {
    const document = "paths: {}\nx: { list: [[1, 2], [2, 3], 2], other: { a: 1, b: 2 } }";
    const root = await amended(document, "- { target: '$.x..[?@ == 2]', remove: true }");
    expect(root.x).toEqual({ list: [[1], [3]], other: { a: 1 } });
  });

  test("wins over `update` of the same action", async () => {
    const actions = "- { target: $.info.x, update: 2, remove: true }";
    const { document } = await overlay({
      "api.yaml": 'openapi: 3.1.0\ninfo: { title: a, version: "1", x: 1 }\npaths: {}',
      "overlay.yaml": OVERLAY + actions,
    });
    expect(document?.root.info).toEqual({ title: "a", version: "1" });
  });

  test("comes before an update that writes the node anew", async () => {
    const actions =
      "- { target: $.servers, remove: true }\n- { target: $, update: { servers: [{ url: /v2 }] } }";
    expect((await amended("paths: {}\nservers: [{ url: /v1 }]", actions)).servers).toEqual([{ url: "/v2" }]);
  });

  test("of a reference to a missing file makes the document readable", async () => {
    const document = "paths: { /a: { $ref: gone.yaml }, /b: {} }";
    expect((await amended(document, "- { target: \"$.paths['/a']\", remove: true }")).paths).toEqual({
      "/b": {},
    });
  });
});

describe("copy", () => {
  test("merges another node of the document into the selected ones", async () => {
    const document = "paths: { /a: { get: { tags: [x] } }, /b: { get: { tags: [y], summary: B. } }, /c: {} }";
    const actions = "- { target: \"$.paths['/b','/c']\", copy: \"$.paths['/a']\" }";
    expect((await amended(document, actions)).paths).toEqual({
      "/a": { get: { tags: ["x"] } },
      "/b": { get: { tags: ["y", "x"], summary: "B." } },
      "/c": { get: { tags: ["x"] } },
    });
  });

  test("keeps the places of what is copied, even if an overlay wrote a part of it", async () => {
    const actions = [
      "- { target: \"$.paths['/a']\", update: { x-written: 1 } }",
      "- { target: \"$.paths['/b']\", copy: \"$.paths['/a']\" }",
    ];
    const { document } = await overlay({
      "api.yaml": `${HEAD}paths:\n  /a:\n    x-own: 1\n  /b: {}\n`,
      "overlay.yaml": OVERLAY + actions.join("\n"),
    });
    expect(document?.locate(["paths", "/b", "x-own"])).toMatchObject({ file: "api.yaml", line: 5 });
    expect(document?.locate(["paths", "/b", "x-written"])).toMatchObject({ file: "overlay.yaml", line: 4 });
  });

  test("must select a single node", async () => {
    const found = await refusal(
      `${OVERLAY}- { target: $.info, copy: $.paths.* }`,
      "paths: { /a: {}, /b: {} }",
    );
    expect(found).toMatchObject({ message: expect.stringContaining("`copy` must select a single node") });
  });
});

describe("which documents", () => {
  test("several overlays apply in their order, each to the result of the one before", async () => {
    const { document } = await overlay({
      "api.yaml": `${HEAD}paths: { /a: {} }`,
      "overlay1.yaml": `${OVERLAY}- { target: $.paths, update: { /b: {} } }`,
      "overlay2.json": JSON.stringify({
        overlay: "1.0.0",
        info: { title: "Second", version: "1" },
        actions: [{ target: "$.paths['/b']", update: { summary: "Second" } }],
      }),
    });
    expect(document?.root.paths).toEqual({ "/a": {}, "/b": { summary: "Second" } });
  });

  test("the files of a document are one: members are added to the file that has their owner", async () => {
    const { document, diagnostics } = await overlay({
      "api.yaml": `${HEAD}tags: [{ name: a }]`,
      "b.yaml": "paths: { /b: {} }\ncomponents: { schemas: { B: { type: object } } }",
      "c.yaml": "paths: { /c: {} }\ncomponents: { schemas: { C: true } }",
      "overlay.yaml": [
        `${OVERLAY}- { target: $, update: { servers: [{ url: /v1 }], paths: { /c: { summary: C. }, /d: {} } } }`,
        "- { target: $.components.schemas, update: { B: { title: B }, D: true } }",
        "- { target: $.tags, update: { name: b } }",
        "- { target: $.paths, remove: true }",
      ].join("\n"),
    });
    expect(diagnostics).toEqual([]);
    expect(document?.root).toEqual({
      openapi: "3.1.0",
      info: { title: "Shop", version: "1.0.0" },
      servers: [{ url: "/v1" }],
      tags: [{ name: "a" }, { name: "b" }],
      components: { schemas: { B: { type: "object", title: "B" }, C: true, D: true } },
    });
  });

  test("references that an overlay adds are relative to the document, and are read", async () => {
    const { document } = await overlay(
      {
        "api/api.yaml": `${HEAD}paths: {}`,
        "api/order.yaml": "type: object",
        "overlay.yaml": `${OVERLAY}- { target: $, update: { components: { schemas: { Order: { $ref: order.yaml } } } } }`,
      },
      ["api/api.yaml"],
    );
    expect(document?.root.components).toEqual({ schemas: { Order: { type: "object" } } });
  });

  test("an action that selects nothing, or does nothing, is a warning", async () => {
    const { diagnostics } = await overlay({
      "api.yaml": `${HEAD}paths: {}`,
      "overlay.yaml": `${OVERLAY}- { target: $.nowhere, update: {} }\n- { target: $.info, copy: $.nowhere }\n- { target: $ }\n`,
    });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["unmatched-action", "warning"],
      ["unmatched-action", "warning"],
      ["idle-action", "warning"],
    ]);
    expect(places(diagnostics)).toEqual([
      "overlay.yaml:4:5 unmatched-action",
      "overlay.yaml:5:21 unmatched-action",
      "overlay.yaml:6:3 idle-action",
    ]);
  });
});

describe("overlays that are not valid", () => {
  const action = (text: string) => `${OVERLAY}${text}`;

  test.each([
    ["an array", "[]", "overlay.yaml:1:1", "must be an object, but this is an array"],
    ["an OpenAPI document", `${HEAD}paths: {}`, "overlay.yaml:1:1", "this is an OpenAPI document"],
    [
      "a version that is a number",
      OVERLAY.replace("1.1.0", "1.1"),
      "overlay.yaml:1:1",
      "it is the number 1.1",
    ],
    ["another version", OVERLAY.replace("1.1.0", "2.0.0"), "overlay.yaml:1:1", 'it is the string "2.0.0"'],
    ["no `info`", "overlay: 1.0.0\nactions: [{ target: $ }]", "overlay.yaml:1:1", "`title` and `version`"],
    ["no actions", OVERLAY, "overlay.yaml:3:1", "`actions` must be an array, but it is null"],
    ["an empty array of actions", action("  []"), "overlay.yaml:3:1", "but it is empty"],
    [
      "an action that is a string",
      action("- $.info"),
      "overlay.yaml:4:3",
      "must be an object, but it is the string",
    ],
    [
      "an action without a target",
      action("- remove: true"),
      "overlay.yaml:4:3",
      "must be a JSONPath, but it is missing",
    ],
    ["a target that is a pointer", action("- { target: /info }"), "overlay.yaml:4:5", "expected '$'"],
    [
      "a target with an unknown function",
      action("- { target: '$[?f(@)]' }"),
      "overlay.yaml:4:5",
      "not a valid JSONPath",
    ],
    [
      "`remove` that is a string",
      action("- { target: $.info, remove: yes }"),
      "overlay.yaml:4:21",
      "must be a boolean",
    ],
    ["`update` and `copy`", action("- { target: $, update: {}, copy: $ }"), "overlay.yaml:4:28", "either"],
    [
      "the removal of the document",
      action("- { target: $, remove: true }"),
      "overlay.yaml:4:5",
      "cannot be removed",
    ],
    [
      "an unknown member",
      `${action("- { target: $ }")}\nacts: []`,
      "overlay.yaml:5:1",
      "not a member of an overlay",
    ],
  ])("%s is refused with its place", async (_name, text, place, message) => {
    const found = await refusal(text);
    expect(found?.place).toBe(`${place} invalid-overlay`);
    expect(found?.message).toContain(message);
    expect(found?.help).not.toBe("");
  });

  test("a file that is missing is reported by name, with the problems of the others", async () => {
    const { diagnostics } = await overlay({ "api.yaml": HEAD, "overlay.yaml": "a: [", "overlay2.yaml": "" });
    expect(places(diagnostics)).toEqual(["overlay.yaml:1:5 invalid-yaml", "overlay2.yaml:1:1 empty-file"]);
  });
});

describe("hostile overlays", () => {
  test("`__proto__` is a member like any other", async () => {
    const text = `{"overlay":"1.1.0","info":{"title":"a","version":"1"},"actions":[{"target":"$.info","update":{"__proto__":{"polluted":1}}},{"target":"$.info.__proto__","update":{"more":2}}]}`;
    const { document } = await overlay({ "api.yaml": `${HEAD}paths: {}`, "overlay.json": text });
    expect(JSON.stringify(document?.root.info)).toContain('"__proto__":{"polluted":1,"more":2}');
    expect("polluted" in {}).toBe(false);
    expect(Object.getPrototypeOf(document?.root.info)).toBe(Object.prototype);
  });

  test.each([
    [
      "copies that double an array",
      Array.from({ length: 40 }, () => "- { target: $.x, copy: $.x }").join("\n"),
      "paths: {}\nx: [1, 2]",
    ],
    [
      "updates that nest the document ever deeper",
      Array.from(
        { length: 600 },
        (_, depth) => `- { target: $${".x".repeat(depth + 1)}, update: { x: {} } }`,
      ).join("\n"),
      "paths: {}\nx: {}",
    ],
    [
      "a large value for many nodes",
      `- { target: $.x.*, update: [${"1, ".repeat(3000)}] }`,
      `x: [${"[], ".repeat(3000)}]`,
    ],
  ])("%s are refused", async (_name, actions, document) => {
    const found = await refusal(OVERLAY + actions, document);
    expect(found?.place).toMatch(/^overlay\.yaml:\d+:\d+ overlay-too-large$/);
  });
});
