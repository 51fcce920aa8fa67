import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import { type DiagnosticError, formatDiagnostics } from "../../src/diagnostics/index.ts";
import { diskFiles, recordedFiles } from "../../src/spec/index.ts";
import { type Files, makeFolder } from "../support/folder.ts";

const OWN = { documents: ["api.yaml"], output: "packages", scope: "@shop" };
const JSON_TEXT = JSON.stringify(OWN);

/** The problems of a configuration, as they are printed. */
async function problemsOf(files: Files): Promise<string> {
  const cwd = await makeFolder(files);
  return loadConfig({ cwd }).then(
    () => expect.fail("no error"),
    (error: DiagnosticError) => formatDiagnostics(error.diagnostics, "text"),
  );
}

describe("a configuration", () => {
  test.each([
    ["sdk.config.ts", `const own: object = ${JSON_TEXT};\nexport default own;`],
    ["sdk.config.mts", `export default ${JSON_TEXT} satisfies object;`],
    ["sdk.config.js", `export default ${JSON_TEXT};`],
    ["sdk.config.js", `module.exports = ${JSON_TEXT};`],
    ["sdk.config.mjs", `export default ${JSON_TEXT};`],
    ["sdk.config.json", JSON_TEXT],
    ["sdk.config.yaml", "documents: [api.yaml]\noutput: packages\nscope: '@shop'"],
    ["sdk.config.yml", "documents: [api.yaml]\noutput: packages\nscope: '@shop'"],
  ])("can be %s, in the folder or in spec", async (name, text) => {
    const cwd = await makeFolder({ [name]: text });
    expect(await loadConfig({ cwd })).toMatchObject({
      ...OWN,
      root: `${cwd}/packages`,
      file: `${cwd}/${name}`,
    });
    const above = await makeFolder({ [`spec/${name}`]: text });
    expect(await loadConfig({ cwd: above })).toMatchObject({ ...OWN, root: `${above}/spec/packages` });
  });

  test("that is data is read from the given files, so that what was read can be recorded", async () => {
    const cwd = await makeFolder({ "sdk.config.json": "{}" });
    const given = { ...diskFiles(cwd), read: async () => Buffer.from(JSON_TEXT) };
    const files = recordedFiles(given, String);
    expect(await loadConfig({ cwd, files })).toMatchObject(OWN);
    expect(files.answers()).toEqual([[["read", `${cwd}/sdk.config.json`], JSON_TEXT]]);
  });

  test("can import defineConfig where the generator is not installed, and TypeScript files beside it", async () => {
    const cwd = await makeFolder({
      "sdk.config.ts": `
        import { defineConfig } from "@copilot-sdk/generator";
        import { documents } from "./documents.ts";
        export default defineConfig({ documents, output: "packages" });`,
      "documents.ts": 'export const documents: string[] = await Promise.resolve(["a.yaml"]);',
    });
    expect(await loadConfig({ cwd })).toMatchObject({ documents: ["a.yaml"] });
  });

  test("that is data may name its JSON schema", async () => {
    const text = JSON.stringify({ $schema: "./sdk.config.schema.json", ...OWN });
    const cwd = await makeFolder({ "sdk.config.json": text });
    expect(await loadConfig({ cwd })).not.toHaveProperty("$schema");
  });

  test("that is there twice is refused", async () => {
    const text = await problemsOf({ "sdk.config.json": JSON_TEXT, "sdk.config.yaml": JSON_TEXT });
    expect(text).toContain(
      "error several-configs: there are several configurations: sdk.config.json, sdk.config.yaml",
    );
  });
});

describe("an unknown key", () => {
  test.each([
    ["YAML", "sdk.config.yaml", "documents: [api.yaml]\noutput: packages\npackges: {}\n", "3:1"],
    [
      "JSON",
      "sdk.config.json",
      '{ "documents": ["api.yaml"],\n  "output": "packages", "packges": {} }',
      "2:25",
    ],
    [
      "TypeScript",
      "sdk.config.ts",
      'export default {\n  documents: ["a.yaml"],\n  output: "x",\n  packges: {},\n};',
      "4:3",
    ],
  ])("of %s is reported with its position and the likely key", async (_kind, name, text, place) => {
    expect(await problemsOf({ [name]: text })).toBe(
      `${name}:${place} error unknown-config-key: \`packges\` is not a key of the configuration in ${name}\n  help: did you mean \`packages\`?\n`,
    );
  });

  test.each([
    [
      "packages",
      { packages: { a: { client: "A", description: "A.", resource: [] } } },
      "`packages.a`",
      "resources",
    ],
    ["pagination", { pagination: [{ kind: "cursor", item: "data" }] }, "`pagination.0`", "items"],
    ["webhooks", { webhooks: { folder: "a", description: "A.", uniom: "A" } }, "`webhooks`", "union"],
    [
      "authentication",
      { authentication: { a: { type: "http", shceme: "bearer" } } },
      "`authentication.a`",
      "scheme",
    ],
  ])("in %s, too", async (_name, rest, owner, meant) => {
    const text = await problemsOf({ "sdk.config.json": JSON.stringify({ ...OWN, ...rest }) });
    expect(text).toContain(`is not a key of ${owner} in sdk.config.json\n  help: did you mean \`${meant}\`?`);
  });

  test("that is near to no other is reported with all of them", async () => {
    const text = await problemsOf({ "sdk.config.json": JSON.stringify({ ...OWN, webhooks: { xyz: 1 } }) });
    expect(text).toContain("remove it; the keys are folder, description, union");
  });
});

test("a missing key and a value of the wrong type are reported with their positions", async () => {
  const text = await problemsOf({ "sdk.config.yaml": "documents: [api.yaml]\nstrict: 3\n" });
  expect(text).toContain("error invalid-config: sdk.config.yaml is not valid: `output` is missing");
  expect(text).toContain(
    "sdk.config.yaml:2:1 error invalid-config: sdk.config.yaml is not valid: `strict`: Invalid type: Expected boolean but received a number",
  );
});
