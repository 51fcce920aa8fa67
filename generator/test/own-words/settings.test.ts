import fc from "fast-check";
import { Project, SyntaxKind } from "ts-morph";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import { DiagnosticError } from "../../src/diagnostics/index.ts";
import { fileNames } from "../../src/names/words.ts";
import { codeStyle } from "../../src/printer/code-style.ts";
import { filePrinter } from "../../src/printer/print.ts";
import { makeFolder, readText } from "../support/folder.ts";
import { generateFrom } from "../support/generate.ts";
import { runProgram } from "../support/program.ts";

const DOCUMENT = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths: { /orders: { get: { operationId: listOrders, tags: [orders], responses: { "204": { description: None. } } } } }
`;

/** What is wrong with members of a configuration. */
async function problemsOf(members: object): Promise<readonly string[]> {
  const config = { documents: ["openapi.yaml"], output: "sdk", ...members };
  const cwd = await makeFolder({ "sdk.config.json": JSON.stringify(config) });
  try {
    await loadConfig({ cwd });
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ message }) => message);
  }
}

describe("settings that are refused", () => {
  test.each([
    [{ style: { importExtensions: "none" } }, "ES modules without extensions do not load in Node"],
    [
      { style: { importExtensions: "none" }, manifest: { format: "esm" } },
      '`none` needs `manifest: { format: "commonjs" }`',
    ],
    [{ style: { importExtensions: ".mjs" } }, "Expected"],
    [{ style: { indent: 0 } }, "Invalid indentation: Expected 1 to 8 spaces"],
    [{ style: { indent: 2.5 } }, "Invalid indentation: Expected 1 to 8 spaces"],
    [{ style: { indent: "  " } }, "Invalid indentation: Expected 1 to 8 spaces"],
    [{ style: { indents: 2 } }, "`indents` is not a key of `style`"],
    [{ style: { fileNames: "title" } }, "Expected"],
    [{ manifest: { node: ">=18" } }, "Expected versions of Node that the runtime supports, such as >=20.19"],
    [{ manifest: { node: "*" } }, "Expected versions of Node that the runtime supports, such as >=20.19"],
    [{ manifest: { node: "" } }, "Expected versions of Node that the runtime supports, such as >=20.19"],
    [
      { manifest: { node: "twenty" } },
      "Expected versions of Node that the runtime supports, such as >=20.19",
    ],
    [{ manifest: { license: "MIT\npwned()" } }, "Expected text on one line"],
    [{ manifest: { license: "MIT\u2028pwned()" } }, "Expected text on one line"],
    [{ manifest: { author: "Ada\nMartin" } }, "Expected text on one line"],
    [{ name: "@acme/shop\npwned" }, "Expected an npm name"],
    [{ templates: { readme: "" } }, "Expected a string that is not empty"],
    [{ templates: { changelog: "a.hbs" } }, "`changelog` is not a key of `templates`"],
  ])("%j", async (members, reason) => {
    expect(await problemsOf(members)).toEqual([expect.stringContaining(reason)]);
  });

  test.each([
    { style: { importExtensions: "none" }, manifest: { format: "commonjs" } },
    { style: { importExtensions: ".ts" }, manifest: { format: "esm", node: "22 || >=24" } },
    { style: { indent: 8, fileNames: "snake", header: "" }, manifest: { node: "^20.19.0" } },
  ])("%j is accepted", async (members) => {
    expect(await problemsOf(members)).toEqual([]);
  });
});

describe("the names of files", () => {
  test("differ in more than their case, and are numbered in their style", () => {
    const texts = ["line items", "lineitems", "Line Items", "aux"];
    expect(fileNames(texts)).toEqual(["line-items", "lineitems", "line-items-2", "aux-2"]);
    expect(fileNames(texts, "camel")).toEqual(["lineItems", "lineitems2", "lineItems3", "aux2"]);
    expect(fileNames(texts, "pascal")).toEqual(["LineItems", "Lineitems2", "LineItems3", "Aux2"]);
    expect(fileNames(texts, "snake")).toEqual(["line_items", "lineitems", "line_items_2", "aux_2"]);
  });
});

describe("the style of code", () => {
  test("changes every kind of relative import, and no other string", () => {
    const code = [
      'import { a } from "./a.js";',
      "import type { B } from '../b/c.js';",
      'import "./effects.js";',
      'export * from "./d.js";',
      'export { e } from "./e/index.js";',
      'const f = await import("./f.js");',
      'type G = import("./g.js").G;',
      'import h from "package/h.js";',
      'const text = "./text.js"; // import "./comment.js"',
      "const template = `import './template.js'`;",
    ];
    const changed = codeStyle(code.join("\n"), { extensions: ".ts" }).split("\n");
    expect(changed.slice(0, 7).filter((line) => line.includes(".js"))).toEqual([]);
    expect(changed.slice(7)).toEqual(code.slice(7));
    expect(codeStyle(code.join("\n"), { extensions: "none" })).toContain('import { a } from "./a";');
  });

  test("leaves the lines of template literals as they are", () => {
    const code = "const a = {\n  text: `\n  one\n    $\u007bb(`\n  two`)}\n  three`,\n  more: 1,\n};\n";
    expect(codeStyle(code, { indent: "\t" })).toBe(
      "const a = {\n\ttext: `\n  one\n    $\u007bb(`\n  two`)}\n  three`,\n\tmore: 1,\n};\n",
    );
  });

  test("indents the code of examples in comments", () => {
    const code =
      "class A {\n  /**\n   * - one\n   *   two\n   *\n   * @example\n   * if (a) {\n   *   b();\n   * }\n   */\n  c = 1;\n}\n";
    expect(codeStyle(code, { indent: "    " })).toBe(
      "class A {\n    /**\n     * - one\n     *   two\n     *\n     * @example\n     * if (a) {\n     *     b();\n     * }\n     */\n    c = 1;\n}\n",
    );
  });
});

describe("text of the configuration", () => {
  const pieces = [
    "*/",
    "/*",
    "//",
    "\n",
    "\r",
    "\u2028",
    "\u2029",
    "`",
    '"',
    "pwned()",
    "${",
    "import 'x'",
    "\\",
    "#!",
    " ",
  ];
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(""));

  test("never becomes code in a header", () => {
    const project = new Project({ useInMemoryFileSystem: true });
    fc.assert(
      fc.property(hostile, (header) => {
        const file = { kind: "typescript", path: "a.ts", statements: ["export const a = 1;"] } as const;
        const printed = filePrinter({ style: { header } })(file);
        const source = project.createSourceFile("a.ts", printed.text, { overwrite: true });
        expect(source.getStatements().map((statement) => statement.getText())).toEqual([
          "export const a = 1;",
        ]);
        expect(source.getDescendantsOfKind(SyntaxKind.CallExpression)).toEqual([]);
      }),
    );
  });

  test("stays text in the README and in package.json: a license with backticks and marks", async () => {
    const license = 'Acme `1.0` </b> [x](y) | "quoted"';
    const { files } = await generateFrom(
      { "shop.yaml": DOCUMENT },
      { naming: "tags", manifest: { license } },
    );
    const manifest = JSON.parse(files.get("shop/package.json") ?? "{}") as { readonly license: string };
    expect(manifest.license).toBe(license);
    expect(files.get("shop/README.md")).toContain('Acme `1.0` &lt;/b> \\[x\\](y) \\| "quoted" license.');
  });
});

describe("the command line", () => {
  const files = { "openapi.yaml": DOCUMENT, "LICENSE.txt": "All rights reserved.\r\n" };
  const config = (style: object) =>
    JSON.stringify({
      documents: ["openapi.yaml"],
      output: "sdk",
      name: "shop",
      manifest: { license: "UNLICENSED", licenseFile: "LICENSE.txt" },
      style,
    });

  test("writes the license into each package, and the README links to it", async () => {
    const { cwd } = await runProgram(["generate"], { ...files, "sdk.config.json": config({}) });
    expect(await readText(cwd, "sdk/shop/LICENSE")).toBe("All rights reserved.\n");
    expect(await readText(cwd, "sdk/shop/README.md")).toContain("[UNLICENSED license](LICENSE).");
  });

  test("reports a license that is missing, at the key that names it", async () => {
    const { code, stdout, stderr } = await runProgram(["generate"], {
      "openapi.yaml": DOCUMENT,
      "sdk.config.json": config({}),
    });
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(
      /sdk\.config\.json:1:\d+ error file-not-found: the file LICENSE\.txt does not exist/,
    );
  });

  test("takes a new indentation over all files, keeps the version of package.json, and then has nothing to change", async () => {
    const { cwd } = await runProgram(["generate"], { ...files, "sdk.config.json": config({}) });
    const manifest = (await readText(cwd, "sdk/shop/package.json")).replace('"0.0.0"', '"1.2.3"');
    const inventory = await readText(cwd, "sdk/shop/.sdkgen");
    const paths = [...inventory.matchAll(/^[\da-f]+ +(\S+)$/gm)].flatMap(([, path]) => path ?? []);
    expect(paths).toContain("src/client.ts");
    const present: Record<string, string> = {};
    for (const path of paths) present[`sdk/shop/${path}`] = await readText(cwd, `sdk/shop/${path}`);
    const changed = await runProgram(["generate"], {
      ...files,
      ...present,
      "sdk/shop/.sdkgen": inventory,
      "sdk/shop/package.json": manifest,
      "sdk.config.json": config({ indent: "tab" }),
    });
    expect(changed).toMatchObject({ code: 0 });
    expect(await readText(changed.cwd, "sdk/shop/package.json")).toContain('\n\t"version": "1.2.3",\n');
    expect(await runProgram(["check"], changed.cwd)).toMatchObject({ code: 0 });
  });
});
