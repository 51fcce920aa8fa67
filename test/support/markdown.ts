import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./workspace.ts";

/** A fenced block of code. */
export interface CodeBlock {
  /** First word after the fence, such as `ts`. */
  readonly language: string;
  /** Whether the word `no-compile` follows the language. */
  readonly isMarked: boolean;
  /** Whether the word `no-run` follows the language. */
  readonly isNotRun: boolean;
  /** The HTML comment after the block. */
  readonly reason: string | undefined;
  /** Line of the opening fence; starts at 1. */
  readonly line: number;
  readonly text: string;
}

/** A link, internal or external. */
export interface Link {
  readonly target: string;
  /** Starts at 1. */
  readonly line: number;
}

/** The parts of a Markdown file that these tests use. */
export interface MarkdownFile {
  /** Path from the root of the workspace, with slashes. */
  readonly path: string;
  readonly blocks: readonly CodeBlock[];
  readonly links: readonly Link[];
  /** The anchors of the file. */
  readonly anchors: ReadonlySet<string>;
}

/** Reads all Markdown files of the workspace. */
export function readMarkdownFiles(): readonly MarkdownFile[] {
  return markdownPaths(root)
    .sort()
    .map((path) => parseMarkdown(path, readFileSync(join(root, path), "utf8")));
}

/** Finds the blocks, links and anchors of a Markdown text. */
export function parseMarkdown(path: string, text: string): MarkdownFile {
  const blocks: CodeBlock[] = [];
  const links: Link[] = [];
  const anchors = new Set<string>();
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const fence = /^(?<indent>\s*)(?<fence>`{3,}|~{3,})\s*(?<language>[\w+-]*)(?<rest>.*)$/.exec(
      line,
    )?.groups;
    if (fence !== undefined) {
      const end = closingFence(lines, index, fence.fence ?? "");
      const code = lines.slice(index + 1, end).map((each) => each.replace(fence.indent ?? "", ""));
      blocks.push({
        language: fence.language ?? "",
        isMarked: /(^|\s)no-compile(\s|$)/.test(fence.rest ?? ""),
        isNotRun: /(^|\s)no-run(\s|$)/.test(fence.rest ?? ""),
        reason: /^\s*<!--\s*(\S.*?)\s*-->\s*$/.exec(lines[end + 1] ?? "")?.[1],
        line: index + 1,
        text: `${code.join("\n")}\n`,
      });
      index = end;
      continue;
    }
    for (const anchor of anchorsOf(line)) anchors.add(unusedAnchor(anchor, anchors));
    for (const target of linksOf(line)) links.push({ target, line: index + 1 });
  }
  return { path, blocks, links, anchors };
}

/** Folders without documentation: installed packages, build output and test data. */
const IGNORED = new Set(["node_modules", "dist", "coverage", "scenarios", "fixtures"]);

function markdownPaths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isIgnored(entry.name) ? [] : markdownPaths(path);
    return /\.md$|^llms\.txt$/.test(entry.name) ? [relative(root, path).split(sep).join("/")] : [];
  });
}

function isIgnored(name: string): boolean {
  return IGNORED.has(name) || (name.startsWith(".") && name !== ".changeset" && name !== ".github");
}

function closingFence(lines: readonly string[], opening: number, fence: string): number {
  const end = lines.findIndex((line, index) => {
    const closing = line.trim();
    return index > opening && closing.startsWith(fence) && closing.replaceAll(fence.charAt(0), "") === "";
  });
  return end === -1 ? lines.length : end;
}

/** The anchors of a line: the slug of a heading, or the id of an element. */
function anchorsOf(line: string): readonly string[] {
  const heading = /^#{1,6}\s+(?<title>.*?)\s*#*$/.exec(line)?.groups?.title;
  const ids = [...line.matchAll(/<[^>]*\s(?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? "");
  return heading === undefined ? ids : [slug(heading), ...ids];
}

/** The anchor of a heading on GitHub. */
function slug(title: string): string {
  const text = title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return text.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
}

/** Repeated headings get a number. */
function unusedAnchor(anchor: string, used: ReadonlySet<string>): string {
  if (!used.has(anchor)) return anchor;
  for (let count = 1; ; count++) if (!used.has(`${anchor}-${count}`)) return `${anchor}-${count}`;
}

function linksOf(line: string): readonly string[] {
  const text = line.replace(/(`+).*?\1/g, "");
  const inline = text.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g);
  const definitions = text.matchAll(/^\s*\[[^\]]+\]:\s*<?([^\s>]+)>?/g);
  const elements = text.matchAll(/\s(?:href|src)="([^"]+)"/g);
  return [...inline, ...definitions, ...elements].map((match) => match[1] ?? "");
}
