import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/index.ts";
import { templateProblems, type Variables } from "../../src/printer/check-template.ts";
import { templateText } from "../../src/printer/compiled-templates.ts";
import { TEMPLATE_VARIABLES } from "../../src/printer/template-variables.ts";
import { makeFolder, readText } from "../support/folder.ts";
import { generateFrom } from "../support/generate.ts";
import { runProgram } from "../support/program.ts";

const HELPERS = ["text", "code", "sentence", "text-block"];

const variables: Variables = {
  entries: {
    name: {},
    limit: { wrapped: {} },
    events: { wrapped: { entries: { union: {}, rows: { item: { entries: { name: {} } } } } } },
    resources: { item: { entries: { name: {}, about: {} } } },
  },
};

/** The problems of a template: their position, and what they say. */
function problemsOf(text: string): readonly string[] {
  return templateProblems({ file: "own.hbs", text }, variables, HELPERS).map(
    ({ location, message, help }) => `${location?.line}:${location?.column} ${message}; ${help}`,
  );
}

describe("the templates of the generator", () => {
  test.each(Object.entries(TEMPLATE_VARIABLES))(
    "%s uses only its variables and escapes them",
    (_name, own) => {
      const text = templateText(own.template);
      expect(templateProblems({ file: own.template, text }, own.variables as Variables, HELPERS)).toEqual([]);
    },
  );

  test.each(Object.values(TEMPLATE_VARIABLES))(
    "$template prints what it prints as a file of the owner",
    async (own) => {
      const documents = {
        "depot.yaml": readFileSync(new URL("../fixtures/depot.yaml", import.meta.url), "utf8"),
      };
      const name = own.template.replace(".md", "");
      const config = { naming: "tags", documents: ["depot.yaml"] } as const;
      const files = { ...documents, "own.hbs": templateText(own.template) };
      const key = Object.entries(TEMPLATE_VARIABLES).find(([, each]) => each === own)?.[0] ?? name;
      const plain = await generateFrom(files, config);
      const replaced = await generateFrom(files, { ...config, templates: { [key]: "own.hbs" } });
      expect([...replaced.files]).toEqual([...plain.files]);
    },
  );
});

describe("a template that uses what exists", () => {
  test.each([
    [
      "a value, escaped for its place",
      "{{name}} {{text name}} {{code name}} {{sentence name}} {{text-block name}}",
    ],
    [
      "a loop, with the variables of loops",
      "{{#each resources}}{{@index}}{{#if @first}}{{text about}}{{/if}}{{/each}}",
    ],
    ["a loop by the name of a list", "{{#resources}}{{text name}}{{/resources}}"],
    [
      "a loop with names for its items",
      "{{#each resources as |own index|}}{{text own.about}}{{index}}{{/each}}",
    ],
    [
      "the object around",
      "{{#each resources}}{{text ../name}}{{text @root.name}}{{text this.about}}{{/each}}",
    ],
    [
      "an object that may be missing",
      "{{#with events}}{{text union}}{{#each rows}}{{text name}}{{/each}}{{/with}}",
    ],
    [
      "a path",
      "{{#if events.rows.length}}{{text events.union}}{{else if limit}}{{text limit}}{{else}}none{{/if}}",
    ],
    ["a computed name", '{{#each (lookup events "rows")}}{{text name}}{{/each}}'],
    ["comments", "{{! nothing }}{{!-- {{clinet}} --}}"],
  ])("is accepted: %s", (_name, text) => expect(problemsOf(text)).toEqual([]));
});

describe("a template that cannot be used", () => {
  test.each([
    ["{{text nmae}}", ["1:8 `nmae` is not a variable of this template; did you mean `name`?"]],
    [
      "\n{{#if clients}}{{/if}}",
      [
        "2:7 `clients` is not a variable of this template; the variables here are name, limit, events, resources",
      ],
    ],
    [
      "{{#each resources}}{{text title}}{{/each}}",
      [expect.stringContaining("1:27 `title` is not a variable")],
    ],
    [
      "{{text events.unoin}}",
      ["1:8 `events.unoin` is not a variable of this template; did you mean `union`?"],
    ],
    ["{{text name.first}}", [expect.stringContaining("a value has no parts")]],
    ["{{#each resources}}{{@idnex}}{{/each}}", [expect.stringContaining("did you mean `@index`?")]],
    ["{{text __proto__}}", [expect.stringContaining("`__proto__` is not a variable")]],
    ["{{text constructor.name}}", [expect.stringContaining("`constructor.name` is not a variable")]],
    ["{{txet name}}", ["1:3 `txet` is not a helper of this template; did you mean `text`?"]],
    ["{{log name}}", [expect.stringContaining("`log` is not a helper")]],
    [
      "{{{name}}}",
      [expect.stringContaining("1:1 invalid template: `{{{` and `{{&` write text that is not escaped")],
    ],
    ["{{&name}}", [expect.stringContaining("not escaped")]],
    ["{{text resources}}", [expect.stringContaining("a list or an object is no text")]],
    ["{{events}}", [expect.stringContaining("a list or an object is no text")]],
    ["{{> other}}", [expect.stringContaining("partials and decorators are not possible")]],
    ["{{#> layout}}{{/layout}}", [expect.stringContaining("partials and decorators are not possible")]],
    ["{{* decorate}}", [expect.stringContaining("partials and decorators are not possible")]],
    [
      "one\ntwo {{#if name}}",
      ["2:17 invalid template: it ends inside a block; correct the syntax here or just before"],
    ],
    ["{{#if name}}\n{{/each}}", [expect.stringMatching(/^1:\d+ invalid template: if doesn't match each/)]],
    ["{{text name", [expect.stringMatching(/^1:8 invalid template: unexpected text after/)]],
    ["a\n{{text name}}}", [expect.stringMatching(/^2:\d+ invalid template: unexpected text after/)]],
  ])("%j is reported with its position", (text, problems) => expect(problemsOf(text)).toEqual(problems));
});

const DOCUMENT = `openapi: 3.1.0
info: { title: "Shop {{{pwned}}} <b>\`\`\`", version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths: { /orders: { get: { operationId: listOrders, tags: [orders], responses: { "204": { description: None. } } } } }
`;

const CONFIG =
  "documents: [openapi.yaml]\noutput: ../sdk\nname: shop\ntemplates: { readme: own/readme.hbs }\n";

describe("the command line, with a template of the owner", () => {
  test("prints it in place of the generator's, with the values escaped, and `check` compares it", async () => {
    const cwd = await makeFolder({
      "spec/openapi.yaml": DOCUMENT,
      "spec/sdk.config.yaml": CONFIG,
      "spec/own/readme.hbs": "# {{text title}}\r\n\r\n{{code title}} for {{text node}}\r\n",
    });
    expect(await runProgram(["generate"], cwd)).toMatchObject({ code: 0 });
    expect(await readText(cwd, "sdk/shop/README.md")).toBe(
      "# Shop {{{pwned}}} &lt;b>```\n\n```` Shop {{{pwned}}} <b>``` ```` for Node 20.19 or newer\n",
    );
    expect(await readText(cwd, "sdk/shop/.sdkgen")).toContain(" README.md\n");
    const changed = await makeFolder({
      "spec/openapi.yaml": DOCUMENT,
      "spec/sdk.config.yaml": CONFIG,
      "spec/own/readme.hbs": "# Other\n",
      "sdk/shop/README.md": await readText(cwd, "sdk/shop/README.md"),
      "sdk/shop/.sdkgen": await readText(cwd, "sdk/shop/.sdkgen"),
    });
    const { code, stdout, stderr } = await runProgram(["check"], changed);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("sdk/shop/README.md differs from the generated file");
  });

  test("reports a template that is missing, at the key that names it", async () => {
    const { code, stdout, stderr } = await runProgram(["generate"], {
      "spec/openapi.yaml": DOCUMENT,
      "spec/sdk.config.yaml": CONFIG,
    });
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("spec/sdk.config.yaml:4:");
    expect(stdout + stderr).toContain("the file spec/own/readme.hbs does not exist");
  });

  test("reports the mistakes of a template with their positions, and writes nothing", async () => {
    const { code, stdout, stderr, cwd } = await runProgram(["generate"], {
      "spec/openapi.yaml": DOCUMENT,
      "spec/sdk.config.yaml": CONFIG,
      "spec/own/readme.hbs": "# {{text nmae}}\n\n{{{title}}}\n",
    });
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("spec/own/readme.hbs:1:10");
    expect(stdout + stderr).toContain("spec/own/readme.hbs:3:1");
    await expect(readText(cwd, "sdk/shop/package.json")).rejects.toThrow("ENOENT");
  });
});

test("a mistake in a template is an error of the library, too", async () => {
  const generated = generateFrom(
    { "openapi.yaml": DOCUMENT, "own.hbs": "{{nmae}}" },
    { documents: ["openapi.yaml"], templates: { api: "own.hbs" } },
  );
  await expect(generated).rejects.toThrow(DiagnosticError);
});
