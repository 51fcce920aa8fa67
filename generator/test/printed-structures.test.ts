import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ClassDeclarationStructure,
  type FunctionDeclarationStructure,
  type InterfaceDeclarationStructure,
  type StatementStructures,
  StructureKind,
  VariableDeclarationKind,
} from "ts-morph";
import { describe, expect, test } from "vitest";
import { statementText } from "../src/printer/statement-text.ts";
import {
  VariableDeclarationKind as Keywords,
  StructureKind as Kinds,
} from "../src/printer/structure-kind.ts";
import { morphText } from "../src/printer/ts-morph.ts";

const method = {
  name: "list",
  docs: ["Lists all.", "Two paragraphs.\n\nThe `second` one."],
  parameters: [
    { name: "query", type: "Query" },
    { name: "options", type: "Options", hasQuestionToken: true },
    { name: "limit", type: "number", initializer: "20" },
  ],
  returnType: "Promise<Page>",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template literal in generated code.
  statements: ["if (a) {\n  b();\n}", "return `first\n  second ${[\n1]}\nthird`;"],
};

const cls: ClassDeclarationStructure = {
  kind: StructureKind.Class,
  name: "Orders",
  isExported: true,
  docs: ["All orders."],
  typeParameters: ["T", { name: "U", constraint: "object", default: "{}" }],
  extends: "Resource",
  implements: ["A", "B<T>"],
  properties: [
    { name: "lines", isReadonly: true, type: "Lines", initializer: "new Lines(\n  this,\n)", docs: ["A."] },
    { name: "count", hasQuestionToken: true, type: "number" },
    { name: "all", isStatic: true, initializer: "`a\nb`" },
  ],
  ctors: [{ parameters: [{ name: "key", type: "string" }], statements: ["super();", "this.key = key;"] }],
  methods: [
    method,
    {
      ...method,
      isStatic: true,
      isAsync: true,
      overloads: [{ returnType: "A" }, { docs: ["B."], returnType: "B" }],
    },
    { name: "nothing", returnType: "void" },
  ],
};

const face: InterfaceDeclarationStructure = {
  kind: StructureKind.Interface,
  name: "Order",
  isExported: true,
  docs: ["An order.\n\nIts lines."],
  typeParameters: ["T"],
  extends: ["A", "B"],
  indexSignatures: [{ keyName: "name", keyType: "string", returnType: "unknown", docs: ["Others."] }],
  properties: [
    { name: "id", type: "string", docs: ["The id."] },
    { name: '"x-y"', type: "{\n  a: 1;\n}", hasQuestionToken: true, isReadonly: true },
  ],
};

const callable: FunctionDeclarationStructure = {
  ...method,
  kind: StructureKind.Function,
  name: "list",
  isExported: true,
  isAsync: true,
  typeParameters: ["T"],
  overloads: [{ parameters: [{ name: "a", type: "A" }], returnType: "B" }],
};

describe("structures that packages consist of are printed without ts-morph, as ts-morph prints them", () => {
  test.each<readonly [string, StatementStructures]>([
    ["a class with everything", cls],
    ["an empty class", { kind: StructureKind.Class, name: "A" }],
    [
      "an abstract class",
      { kind: StructureKind.Class, name: "A", isAbstract: true, methods: [{ name: "a" }] },
    ],
    ["an interface with everything", face],
    ["an empty interface", { kind: StructureKind.Interface, name: "A" }],
    ["a function with overloads", callable],
    [
      "a function whose parts are written by functions",
      {
        kind: StructureKind.Function,
        name: "a",
        returnType: (writer) => writer.write("A"),
        statements: (writer) => writer.writeLine("a();").block(() => writer.write("b();")),
      },
    ],
    [
      "a constant",
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        docs: ["A constant.\n\nOf two lines."],
        declarationKind: VariableDeclarationKind.Const,
        declarations: [{ name: "a", type: "number", initializer: "1" }],
      },
    ],
    [
      "an alias",
      { kind: StructureKind.TypeAlias, name: "A", type: "string", isExported: true, docs: ["A."] },
    ],
    [
      "a re-export",
      {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: "./a.js",
        namedExports: ["a", { name: "b", alias: "c" }],
      },
    ],
    [
      "an import",
      {
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: "a",
        namedImports: [{ name: "a", isTypeOnly: true }, "b", { name: "c", alias: "d" }],
      },
    ],
  ])("%s", (_name, structure) => {
    const text = statementText(structure);
    expect(text).toBe(morphText(structure));
  });

  test("parameters that do not fit on a line have lines of their own", () => {
    const parameters = ["first", "second", "third"].map((name) => ({
      name,
      type: `${name}_${"x".repeat(30)}`,
    }));
    const lines = statementText({ ...callable, overloads: [], docs: [], parameters, statements: [] }).split(
      "\n",
    );
    expect(lines[0]).toBe("export async function list<T>(");
    expect(lines[1]).toBe(`  first: first_${"x".repeat(30)},`);
    expect(lines.slice(4)).toEqual(["): Promise<Page> {", "}"]);
  });
});

describe("ts-morph prints all other structures", () => {
  test.each<readonly [string, StatementStructures, string]>([
    [
      "enums",
      { kind: StructureKind.Enum, name: "A", members: [{ name: "B", value: 1 }] },
      "enum A {\n  B = 1\n}",
    ],
    [
      "accessors",
      { kind: StructureKind.Class, name: "A", getAccessors: [{ name: "b", statements: ["return 1;"] }] },
      "class A {\n  get b() {\n    return 1;\n  }\n}",
    ],
    [
      "private properties",
      {
        kind: StructureKind.Class,
        name: "A",
        properties: [{ name: "b", hasExclamationToken: true, type: "B" }],
      },
      "class A {\n  b!: B;\n}",
    ],
    [
      "default imports",
      { kind: StructureKind.ImportDeclaration, defaultImport: "a", moduleSpecifier: "a" },
      'import a from "a";',
    ],
    [
      "variables",
      {
        kind: StructureKind.VariableStatement,
        declarationKind: VariableDeclarationKind.Let,
        declarations: [{ name: "a", initializer: "1" }],
      },
      "let a = 1;",
    ],
    [
      "aliases with parameters",
      { kind: StructureKind.TypeAlias, name: "A", typeParameters: ["T"], type: "T[]" },
      "type A<T> = T[];",
    ],
  ])("%s", (_name, structure, text) => {
    expect(statementText(structure)).toBe(text);
  });
});

test("the kinds of structures are those of ts-morph", () => {
  expect(StructureKind).toMatchObject(Kinds);
  expect(VariableDeclarationKind).toMatchObject(Keywords);
});

test("generating a package does not load ts-morph", () => {
  const folder = mkdtempSync(join(tmpdir(), "sdkgen-load-"));
  try {
    const program = fileURLToPath(new URL("support/loaded-modules.mjs", import.meta.url));
    const document = fileURLToPath(import.meta.resolve("@readme/oas-examples/3.0/json/petstore.json"));
    const loaded = execFileSync(process.execPath, [program, document, folder], { encoding: "utf8" });
    const modules = JSON.parse(loaded) as readonly string[];
    expect(modules.filter((path) => /ts-morph|typescript/.test(path))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
