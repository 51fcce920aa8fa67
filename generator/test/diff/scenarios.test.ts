import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SdkConfig } from "../../src/config/index.ts";
import { changeCodes, type PackagedChange, ruleOf } from "../../src/diff/index.ts";
import { diffTexts } from "../support/diff.ts";

const folder = new URL("./scenarios/", import.meta.url);

/** A `##` section of a page: two documents, each merged with the base of the page, and the expected changes. */
interface Scenario {
  readonly title: string;
  readonly old: string;
  readonly new: string;
  /** The block with the language `json`. Default: calls are named from tags, as most scenarios are about something else. */
  readonly config: Partial<SdkConfig>;
  readonly expected: string;
}

const seen: PackagedChange[] = [];

for (const name of readdirSync(folder).sort()) {
  describe(name, () => {
    const scenarios = scenariosOf(readFileSync(new URL(name, folder), "utf8"));
    test("has scenarios", () => expect(scenarios.length).toBeGreaterThan(0));
    for (const scenario of scenarios) {
      test(scenario.title, async () => {
        const changes = await diffTexts(scenario.old, scenario.new, scenario.config);
        seen.push(...changes);
        expect(describeChanges(changes)).toBe(scenario.expected);
      });
    }
  });
}

describe("the scenarios", () => {
  test("cover every kind of change", () => {
    const shown = new Set(seen.map(({ code }) => code));
    // These need a snapshot: see cli/release.test.ts.
    expect(changeCodes().filter((code) => !shown.has(code))).toEqual(["export-removed", "resource-moved"]);
    expect(changeCodes().length).toBeGreaterThan(60);
  });

  test("cover both directions of each kind whose level depends on it", () => {
    const levels = new Set(seen.map(({ code, direction }) => `${code} ${direction}`));
    const directed = changeCodes().filter((code) => typeof ruleOf(code).level !== "string");
    const missing = directed
      .flatMap((code) => [`${code} request`, `${code} response`])
      .filter((shown) => !levels.has(shown));
    expect(missing).toEqual([]);
  });
});

function describeChanges(changes: readonly PackagedChange[]): string {
  if (changes.length === 0) return "no change";
  return changes
    .map(({ level, code, direction, message, packages }) => {
      const way = direction === undefined ? "" : ` ${direction}`;
      return `${level} ${code}${way} in ${packages.join(", ")}\n  ${message}`;
    })
    .join("\n");
}

function scenariosOf(markdown: string): readonly Scenario[] {
  const [head = "", ...sections] = markdown.split(/^## /m);
  const base = blockOf(head, "yaml base");
  return sections.map((section) => ({
    title: section.split("\n")[0]?.trim() ?? "",
    old: withBase(base, blockOf(section, "yaml old")),
    new: withBase(base, blockOf(section, "yaml new")),
    config: section.includes("```json\n") ? JSON.parse(blockOf(section, "json")) : { naming: "tags" },
    expected: blockOf(section, "text").trimEnd(),
  }));
}

function blockOf(section: string, language: string): string {
  const start = section.indexOf(`\`\`\`${language}\n`);
  if (start === -1) throw new Error(`no block "${language}" in: ${section}`);
  const text = section.slice(section.indexOf("\n", start) + 1);
  return text.slice(0, text.indexOf("\n```") + 1);
}

/** Members of the scenario override those of the base. */
function withBase(base: string, own: string): string {
  const members = new Set([...own.matchAll(/^([\w-]+):/gm)].map(([, name]) => name));
  const kept = base.split(/^(?=[\w-]+:)/m).filter((part) => !members.has(part.slice(0, part.indexOf(":"))));
  return kept.join("") + own;
}
