import { readdirSync, readFileSync } from "node:fs";
import type { DiagnosticCode } from "./catalogue.ts";
import { type Severity, severityOf } from "./severity.ts";

/** The explanation of a kind of problem. `title` is one line; the other parts are Markdown. */
export interface Page {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly title: string;
  /** The problem, and how the generator handles it. */
  readonly cause: string;
  /** The smallest document, configuration or commands with the problem. */
  readonly example: string;
  /** The fix, and the example without the problem. */
  readonly fix: string;
}

/** A part of a page: prose, or the code between two fences. */
export interface Block {
  readonly kind: "prose" | "code";
  /** `yaml`, `json` or `sh`. Empty for prose. */
  readonly language: string;
  readonly text: string;
}

/** The folder of the pages: next to this file, and next to the code in the published package. */
const PAGES = new URL(import.meta.url.endsWith(".ts") ? "./pages/" : "../pages/", import.meta.url);

/**
 * Reads the page about a kind of problem.
 *
 * @throws if it is not a title, a cause, an example and a fix.
 */
export function readPage(code: DiagnosticCode): Page {
  const text = readFileSync(new URL(`${code}.md`, PAGES), "utf8");
  const { title, cause, example, fix } = PARTS.exec(text)?.groups ?? {};
  if (title === undefined || cause === undefined || example === undefined || fix === undefined)
    throw new Error(`${code}.md must have a title, a cause, \`## Example\` and \`## Fix\``);
  return { code, severity: severityOf(code), title, cause, example, fix };
}

const PARTS =
  /^# (?<title>.+)\n\n(?<cause>\S.*?)\n\n## Example\n\n(?<example>\S.*?)\n\n## Fix\n\n(?<fix>\S.*?)\n$/s;

/** The codes that have a page. */
export function pageNames(): readonly string[] {
  return readdirSync(PAGES).map((name) => name.replace(/\.md$/, ""));
}

/** The paragraphs and the code of a part of a page. */
export function blocksOf(markdown: string): readonly Block[] {
  return markdown.split(/^(```.*?^```)$/ms).flatMap((text): readonly Block[] => {
    const [, language = "", code] = /^```(\w+)\n(.*)```$/s.exec(text) ?? [];
    if (code !== undefined) return [{ kind: "code", language, text: code }];
    const paragraphs = text.split(/\n{2,}/).map((each) => each.trim().replaceAll("\n", " "));
    return paragraphs
      .filter((each) => each !== "")
      .map((each) => ({ kind: "prose", language: "", text: each }));
  });
}
