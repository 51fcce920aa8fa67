import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMarkdownFiles } from "../markdown.ts";
import { root } from "../workspace.ts";

/** A piece of code in the documentation. */
export interface Snippet {
  /** The path of its file, and its line. */
  readonly id: string;
  readonly path: string;
  /** Line of its first line of code; starts at 1. */
  readonly line: number;
  /** `markdown`: a block of a Markdown file or of `llms.txt`. `example`: an `@example` in a hover text. */
  readonly kind: "markdown" | "example";
  readonly extension: "ts" | "js";
  readonly text: string;
  /** Whether it is neither compiled nor run, or only compiled. Absent: it is compiled and run. */
  readonly without?: { readonly what: "compile" | "run"; readonly reason: string | undefined };
}

const EXTENSIONS: Readonly<Record<string, Snippet["extension"]>> = {
  ts: "ts",
  typescript: "ts",
  mts: "ts",
  js: "js",
  javascript: "js",
  mjs: "js",
};

/** Every snippet of every Markdown file and `llms.txt`. */
export function markdownSnippets(): readonly Snippet[] {
  return readMarkdownFiles().flatMap(({ path, blocks }) =>
    blocks.flatMap((block): readonly Snippet[] => {
      const extension = EXTENSIONS[block.language];
      if (extension === undefined) return [];
      const { line, text, reason, isMarked, isNotRun } = block;
      const what = isMarked ? "compile" : isNotRun ? "run" : undefined;
      return [
        {
          id: `${path}:${line}`,
          path,
          line: line + 1,
          kind: "markdown",
          extension,
          text,
          ...(what !== undefined && { without: { what, reason } }),
        },
      ];
    }),
  );
}

/** Every `@example` of the published sources. */
export function exampleSnippets(): readonly Snippet[] {
  return sourceFiles().flatMap((path) => examplesIn(path, readFileSync(join(root, path), "utf8")));
}

/**
 * The examples in the comments of a source. One that is part of the code of a generator, with names to be filled in, is left out: packages have
 * what it becomes.
 */
export function examplesIn(path: string, source: string): readonly Snippet[] {
  const lines = source.split(/\r?\n/);
  return lines.flatMap((line, index): readonly Snippet[] => {
    if (!/^\s*\*\s*@example\s*$/.test(line)) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((each) => /^\s*\*(?:\/|\s*@)/.test(each));
    const code = rest.slice(0, end === -1 ? 0 : end).map((each) => each.replace(/^\s*\* ?/, ""));
    if (
      code
        .join("\n")
        .replace(/`[^`]*`/g, "")
        .includes("${")
    )
      return [];
    const marked = /^\/\/ Not run: (.*)$/.exec(code[0] ?? "");
    return [
      {
        id: `${path}:${index + 1}`,
        path,
        line: index + 2,
        kind: "example",
        extension: "ts",
        text: `${code.join("\n").replaceAll("*\\/", "*/").replaceAll("\\@", "@").trimEnd()}\n`,
        ...(marked !== null && { without: { what: "compile", reason: marked[1] } }),
      },
    ];
  });
}

function sourceFiles(): readonly string[] {
  const folders = [
    // A package with a program and data has no sources.
    ...readdirSync(join(root, "packages"))
      .map((name) => `packages/${name}/src`)
      .filter((folder) => existsSync(join(root, folder))),
    "generator/src",
  ];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .sort()
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`),
  );
}
