// Programs of consumers, compiled with every supported compiler. This also checks the declarations of the packages.
import { readFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { compile, type Diagnostic, strictOptions } from "../support/compiler.ts";
import { writeProject } from "../support/project.ts";
import { publishedPackages, readManifest, root, testFolder } from "../support/workspace.ts";
import { cell, compilers } from "./support/cells.ts";

const consumer = inject("consumer");

const files = {
  "quickstart.ts": readFileSync(join(root, "examples", "quickstart.ts"), "utf8"),
  "right.ts": program("right.ts"),
  "wrong.ts": program("wrong.ts"),
  "everything.ts": everyEntryPoint(),
};
const required = {
  "required.cts": 'import { Copilot } from "copilot-sdk";\nexport const copilot = new Copilot();\n',
  "everything.cts": everyEntryPoint(),
};
const node10Files = { "right.ts": asFunction(program("right.ts")), "everything.ts": everyEntryPoint() };

const resolutions = {
  node16: { module: "Node16", moduleResolution: "Node16" },
  nodenext: { module: "NodeNext", moduleResolution: "NodeNext" },
  bundler: { module: "ESNext", moduleResolution: "bundler" },
} as const;

/** Compiler options for tools that do not support `exports` of packages. */
const NODE10 = { module: "CommonJS", moduleResolution: "Node10", verbatimModuleSyntax: false };

/** Compilers before 5.6 cannot read the declarations of Node, so those of browsers replace them. */
const BROWSER = { lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] };

for (const [compiler, name] of Object.entries(compilers)) {
  const isOld = /^TypeScript 5\.[0-5]\./.test(name);
  const isFrom7 = /^TypeScript [7-9]/.test(name);
  const compileWith = (options: object, sources: Readonly<Record<string, string>> = files) =>
    compileInConsumer(compiler, { ...(isOld && BROWSER), ...options }, sources);

  describe.concurrent(name, () => {
    for (const [resolution, options] of Object.entries(resolutions)) {
      test(
        `takes right code and refuses wrong code under ${resolution}`,
        cell(name, resolution),
        async () => {
          expect(await compileWith(options)).toEqual([]);
        },
      );
    }

    test("compiles a CommonJS file that requires the packages", cell(name, "nodenext .cts"), async () => {
      const options = { ...resolutions.nodenext, verbatimModuleSyntax: false };
      expect(await compileWith(options, required)).toEqual([]);
    });

    test(
      "takes every module under node10, where the compiler still has that",
      cell(name, "node10", isFrom7 ? "TypeScript 7 has no moduleResolution node10" : undefined),
      async () => {
        const diagnostics = await compileWith(
          { ...NODE10, ...(name.startsWith("TypeScript 6") && { ignoreDeprecations: "6.0" }) },
          node10Files,
        );
        expect(diagnostics.map(({ code }) => code)).toEqual(isFrom7 ? ["TS5108"] : []);
      },
    );
  });
}

describe.concurrent("with the workspace's compiler", () => {
  test.each([
    ["the browser's types", BROWSER],
    ["optional properties that may be undefined", { exactOptionalPropertyTypes: false }],
  ])("right code compiles and wrong code does not, with %s", async (_, options) => {
    expect(await compileInConsumer("typescript", options, files)).toEqual([]);
  });

  test("each invalid line causes exactly one error at that line", async () => {
    const expected = program("wrong.ts").split("\n").flatMap(lineAfterExpectation);
    expect(expected).toHaveLength(5);
    const text = program("wrong.ts").replaceAll("@ts-expect-error", "");
    const diagnostics = await compileInConsumer("typescript", {}, { "wrong.ts": text });
    expect(diagnostics.map(({ line }) => line)).toEqual(expected);
  });
});

let projects = 0;

/** Compiles in a folder below the packages of the consumer, with a compiler of the workspace. */
async function compileInConsumer(
  compiler: string,
  options: object,
  sources: Readonly<Record<string, string>>,
): Promise<readonly Diagnostic[]> {
  const folder = join(consumer, `project-${projects++}`);
  await writeProject(folder, {
    files: sources,
    compilerOptions: { ...strictOptions, ...options, noEmit: true },
  });
  await mkdir(join(folder, "node_modules"));
  await symlink(join(testFolder, "node_modules", compiler), join(folder, "node_modules", "typescript"));
  return compile(folder);
}

function program(name: string): string {
  return readFileSync(join(testFolder, "runtimes", "programs", name), "utf8");
}

/** Wraps a program in a function, because CommonJS has no top-level `await`. */
function asFunction(text: string): string {
  const [imports = "", ...body] = text.split(/^(?=const copilot = )/m);
  return `${imports}export async function run() {\n${body.join("")}}\n`;
}

/** A program that imports every entry point of the packages, so that each declaration is read. */
function everyEntryPoint(): string {
  const names = publishedPackages.flatMap(({ name, folder }) =>
    Object.keys(readManifest(folder).exports ?? {})
      .filter((path) => path !== "./package.json")
      .map((path) => name + path.slice(1)),
  );
  const imports = names.map((name, index) => `import * as _${index} from "${name}";`);
  return `${imports.join("\n")}\nconsole.log(${names.map((_, index) => `_${index}`).join(", ")});\n`;
}

/** The number of the line after a comment that expects an error. Lines start at 1. */
function lineAfterExpectation(line: string, index: number): readonly number[] {
  return line.includes("@ts-expect-error") ? [index + 2] : [];
}
