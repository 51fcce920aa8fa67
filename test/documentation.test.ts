import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Diagnostic, strictOptions } from "./support/compiler.ts";
import {
  type CodeBlock,
  type Link,
  type MarkdownFile,
  parseMarkdown,
  readMarkdownFiles,
} from "./support/markdown.ts";
import { compileHere } from "./support/project.ts";
import { problemOf, shellCommands } from "./support/shell-commands.ts";
import { root } from "./support/workspace.ts";

const files = readMarkdownFiles();
const byPath = new Map(files.map((file) => [file.path, file]));

/** Declarations that every block can use. Declarations of the block take precedence. */
const globals = `
declare const copilot: import("copilot-sdk").Copilot;
declare const apiKey: string;
declare const id: string;
`;

test("the documentation is found", () => {
  expect([...byPath.keys()]).toEqual(
    expect.arrayContaining(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]),
  );
  expect(files.flatMap(compiledBlocks).length).toBeGreaterThan(0);
  expect(files.flatMap(commandsOf).length).toBeGreaterThan(0);
  expect(files.flatMap(({ links }) => links).filter(isInside).length).toBeGreaterThan(0);
});

describe("code in the documentation", () => {
  let diagnostics: readonly Diagnostic[];

  beforeAll(async () => {
    const blocks = files.flatMap((file) =>
      compiledBlocks(file).map((block) => [fileOf(file, block), block.text]),
    );
    diagnostics = await compileHere({
      files: { "globals.d.ts": globals, ...Object.fromEntries(blocks) },
      compilerOptions: {
        ...strictOptions,
        lib: ["ES2025"],
        noEmit: true,
        allowJs: true,
        checkJs: true,
        allowImportingTsExtensions: true,
        moduleDetection: "force",
        // Declarations of other tools may have errors. runtimes/compilers.test.ts checks ours.
        skipLibCheck: true,
      },
    });
  });

  test.each(files.filter((file) => compiledBlocks(file).length > 0))("compiles: $path", (file) => {
    const errors = compiledBlocks(file).flatMap((block) =>
      diagnostics
        .filter((each) => each.file === fileOf(file, block))
        .map((each) => `${file.path}:${block.line + each.line} ${each.code} ${each.message}`),
    );
    expect(errors).toEqual([]);
  });

  test("causes all compile errors", () => {
    expect(diagnostics.filter(({ file }) => !file.includes(".md."))).toEqual([]);
  });

  test("gives a reason if it is not compiled", () => {
    const unexplained = files.flatMap(({ path, blocks }) =>
      blocks
        .filter((block) => block.isMarked && block.reason === undefined)
        .map(({ line }) => `${path}:${line}`),
    );
    expect(unexplained).toEqual([]);
  });
});

test.each(files.filter((file) => commandsOf(file).length > 0))("the commands exist: $path", async (file) => {
  const problems = await Promise.all(commandsOf(file).map(problemOf));
  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});

test("the commands for contributors need only npm: pnpm and the other tools are not on their path", () => {
  const guides = ["README.md", "CONTRIBUTING.md", "docs/releasing.md", "compat/README.md", "bench/README.md"];
  const commands = guides.flatMap((path) => {
    const file = byPath.get(path);
    return file === undefined ? [] : commandsOf(file).map(({ words }) => words.join(" "));
  });
  expect(commands.length).toBeGreaterThan(20);
  expect(
    commands.filter((command) => /^(?:pnpm|sdkgen|turbo|changeset|biome|vitest|tsc)\b/.test(command)),
  ).toEqual([]);
});

test.each(files.filter(({ links }) => links.some(isInside)))("the links resolve: $path", (file) => {
  const broken = file.links.filter((link) => isInside(link) && !leadsSomewhere(file, link));
  expect(broken.map(({ target, line }) => `${file.path}:${line} ${target}`)).toEqual([]);
});

test("Markdown files are parsed correctly", () => {
  const text = [
    "# A `b` & c",
    "## A",
    "## A",
    "[x](y.md#z) `[no](no)`",
    "```ts no-compile",
    "[no](no)",
    "```",
    "<!-- why -->",
  ];
  const { anchors, links, blocks } = parseMarkdown("file.md", text.join("\n"));
  expect([...anchors]).toEqual(["a-b--c", "a", "a-1"]);
  expect(links).toEqual([{ target: "y.md#z", line: 4 }]);
  expect(blocks).toEqual([{ language: "ts", isMarked: true, reason: "why", line: 5, text: "[no](no)\n" }]);
});

test("unknown commands are found", async () => {
  const text =
    "$ npm test # all\nCI=1 npm run nothing && pnpm nothing\nsdkgen lint\nsdkgen nothing\nsdkgen lint --nothing";
  const problems = await Promise.all(shellCommands(text).map(problemOf));
  expect(problems.map((problem) => problem !== undefined)).toEqual([false, true, true, false, true, true]);
});

function compiledBlocks({ blocks }: MarkdownFile): readonly CodeBlock[] {
  return blocks.filter(({ language, isMarked }) => Object.hasOwn(EXTENSIONS, language) && !isMarked);
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  ts: "ts",
  typescript: "ts",
  mts: "ts",
  js: "js",
  javascript: "js",
  mjs: "js",
};

/** The file of a block for the compiler. */
function fileOf({ path }: MarkdownFile, { line, language }: CodeBlock): string {
  return `${path.replaceAll("/", "-")}.${line}.${EXTENSIONS[language]}`;
}

function commandsOf({ blocks }: MarkdownFile): ReturnType<typeof shellCommands> {
  const shells = ["sh", "bash", "shell", "console"];
  return blocks
    .filter(({ language }) => shells.includes(language))
    .flatMap(({ text }) => shellCommands(text));
}

function isInside({ target }: Link): boolean {
  return !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target);
}

function leadsSomewhere(from: MarkdownFile, { target }: Link): boolean {
  const [path = "", anchor] = decodeURIComponent(target).split("#");
  const base = path.startsWith("/") ? root : dirname(join(root, from.path));
  const file = path === "" ? join(root, from.path) : resolve(base, `./${path}`);
  if (!existsSync(file)) return false;
  if (anchor === undefined || statSync(file).isDirectory()) return true;
  const page = byPath.get(relative(root, file).replaceAll("\\", "/"));
  return page === undefined || page.anchors.has(anchor);
}
