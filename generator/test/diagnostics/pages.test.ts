import { describe, expect, test } from "vitest";
import { type Block, blocksOf, codeGroups, pageNames, readPage } from "../../src/diagnostics/index.ts";
import { runExample, runRemedies } from "../support/explained.ts";

const codes = codeGroups.flatMap((group) => group.codes);

/** Examples that do not run here, because they need something that this test cannot have. */
const NOT_RUN: { readonly [code: string]: string } = {};

test("every code has a page, and every page has a code", () => {
  expect(pageNames().toSorted()).toEqual(codes.toSorted());
});

const pages = codes.filter((code) => pageNames().includes(code)).map(readPage);

describe.each(pages)("$code", (page) => {
  const { code, title, cause, example, remedy } = page;

  test("is explained in prose, with code that fits a narrow terminal", () => {
    expect(title).toMatch(/^[A-Z`"$].*[^.]$/);
    expect(cause).not.toContain("```");
    const shown = [example, remedy].flatMap(blocksOf);
    expect(kindsOf(blocksOf(example))).toContain("code");
    expect(kindsOf(blocksOf(remedy))).toContain("prose");
    for (const { kind, text } of shown)
      if (kind === "code") for (const line of text.split("\n")) expect(line.length, line).toBeLessThan(79);
  });

  test.skipIf(code in NOT_RUN)("the example has the problem, and no other", async () => {
    const found = await runExample(page);
    expect(codesOf(found.filter((each) => each.code === code || each.severity !== "note"))).toEqual([code]);
  });

  test.skipIf(code in NOT_RUN)("the remedy removes it, and causes no error", async () => {
    const isDocument = !example.includes("```sh");
    for (const found of await runRemedies(page)) {
      expect(codesOf(found)).not.toContain(code);
      const worst = isDocument ? ["error", "warning"] : ["error"];
      expect(found.filter(({ severity }) => worst.includes(severity))).toEqual([]);
    }
  });
});

function kindsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.map(({ kind }) => kind);
}

function codesOf(found: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(found.map(({ code }) => code))];
}
