import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { type Link, type MarkdownFile, parseMarkdown, readMarkdownFiles } from "./support/markdown.ts";
import { problemOf, shellCommands } from "./support/shell-commands.ts";
import { root } from "./support/workspace.ts";

const files = readMarkdownFiles();
const byPath = new Map(files.map((file) => [file.path, file]));

test("the documentation is found", () => {
  expect([...byPath.keys()]).toEqual(
    expect.arrayContaining(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]),
  );
  expect(files.flatMap(commandsOf).length).toBeGreaterThan(0);
  expect(files.flatMap(({ links }) => links).filter(isInside).length).toBeGreaterThan(0);
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
  expect(blocks).toEqual([
    { language: "ts", isMarked: true, isNotRun: false, reason: "why", line: 5, text: "[no](no)\n" },
  ]);
});

test("unknown commands are found", async () => {
  const text =
    "$ npm test # all\nCI=1 npm run nothing && pnpm nothing\nsdkgen lint\nsdkgen nothing\nsdkgen lint --nothing";
  const problems = await Promise.all(shellCommands(text).map(problemOf));
  expect(problems.map((problem) => problem !== undefined)).toEqual([false, true, true, false, true, true]);
});

function commandsOf({ path, blocks }: MarkdownFile): ReturnType<typeof shellCommands> {
  // An example is copied, and its commands are for its own folder.
  const folder = path.startsWith("examples/") ? dirname(join(root, path)) : root;
  const shells = ["sh", "bash", "shell", "console"];
  return blocks
    .filter(({ language }) => shells.includes(language))
    .flatMap(({ text }) => shellCommands(text, folder));
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
