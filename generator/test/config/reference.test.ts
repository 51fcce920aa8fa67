import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { DocumentedKey } from "../../reference/doc-comments.ts";
import { configKeys, referenceFiles, templateVariables } from "../../reference/files.ts";
import { configSchema } from "../../reference/json-schema.ts";
import { loadConfig } from "../../src/config/index.ts";
import { TEMPLATE_VARIABLES, type TemplateName } from "../../src/printer/template-variables.ts";

const workspace = new URL("../../../", import.meta.url);
const keys = configKeys();

/** The paths of keys without a doc comment. */
function undocumented(own: readonly DocumentedKey[], prefix = ""): readonly string[] {
  return own.flatMap((key) => [
    ...(key.doc === "" ? [prefix + key.name] : []),
    ...undocumented(key.keys, `${prefix}${key.name}.`),
  ]);
}

test.each(referenceFiles())("$path is what `npm run docs` writes", async ({ path, text }) => {
  expect(await readFile(fileURLToPath(new URL(path, workspace)), "utf8")).toBe(text);
});

describe("the documentation of the configuration", () => {
  test("has every key, with its meaning", () => {
    expect(undocumented(keys), "keys without a doc comment").toEqual([]);
    const schema = configSchema(keys);
    expect(Object.keys(schema.properties ?? {})).toEqual(["$schema", ...keys.map(({ name }) => name)]);
    expect(keys.length).toBeGreaterThan(20);
  });
});

test.each(Object.entries(TEMPLATE_VARIABLES))(
  "the page of the templates has every variable of %s",
  (name, own) => {
    const documented = templateVariables(name as TemplateName);
    expect(undocumented(documented), "variables without a doc comment").toEqual([]);
    expect(documented.map((key) => key.name)).toEqual(Object.keys(own.variables.entries));
  },
);

describe("the JSON schema", () => {
  const validate = new Ajv({ strict: false, unicodeRegExp: true }).compile(configSchema(keys));

  test("accepts the configuration of this workspace", async () => {
    const config = await import(new URL("spec/sdk.config.ts", workspace).href);
    expect(validate(config.default), JSON.stringify(validate.errors)).toBe(true);
    await expect(loadConfig({ cwd: fileURLToPath(workspace) })).resolves.toBeDefined();
  });

  test.each([
    ["an unknown key", { packges: {} }],
    ["an unknown key inside", { packages: { a: { client: "A", description: "A.", resources: [], x: 1 } } }],
    ["a wrong type", { strict: "yes" }],
    ["a wrong value", { naming: "words" }],
    ["a name that is none", { client: "a b" }],
    ["a wrong tree of names", { resources: { chat: 3 } }],
  ])("refuses %s, as the generator does", (_name, rest) => {
    expect(validate({ documents: ["a.yaml"], output: "sdk", ...rest })).toBe(false);
  });

  test("allows a tree of names of any depth", () => {
    const resources = { chat: { completions: { create: "post /chat/completions" } } };
    expect(validate({ documents: ["a.yaml"], output: "sdk", resources })).toBe(true);
  });
});
