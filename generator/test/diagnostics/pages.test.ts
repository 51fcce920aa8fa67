import { describe, expect, test } from "vitest";
import { type Block, blocksOf, codeGroups, pageNames, readPage } from "../../src/diagnostics/index.ts";
import { runExample, runRemedies } from "../support/explained.ts";

const codes = codeGroups.flatMap((group) => group.codes);

/** Examples that do not run here, because they need something that this test cannot have. */
const NOT_RUN: { readonly [code: string]: string } = {
  "changed-meanwhile":
    "somebody must change a file while the command writes it; output/swap.test.ts does that",
  "output-locked": "the command waits for 10 s; output/lock.test.ts uses less",
  "too-many-copies": "finding it takes 10 s; spec/references.test.ts does that once",
};

/** Other problems that an example cannot be without. */
const ALSO: { readonly [code: string]: readonly string[] } = {
  "stray-file": ["missing-file", "outdated-file"],
};

test("every code has a page, and every page has a code", () => {
  expect(pageNames().toSorted()).toEqual(codes.toSorted());
});

const pages = codes.filter((code) => pageNames().includes(code)).map(readPage);

describe.each(pages)("$code", (page) => {
  const { code, title, cause, example, remedy } = page;

  test("is explained in prose, with code that fits a narrow terminal", () => {
    expect(title).toMatch(/^[A-Z`"$].*[^.]$/);
    expect(cause).not.toContain("```");
    expect(`${cause}\n${remedy}`, "the terminal shows neither links nor lists").not.toMatch(/\]\(|^[-*] /m);
    const shown = [example, remedy].flatMap(blocksOf);
    expect(kindsOf(blocksOf(example))).toContain("code");
    expect(kindsOf(blocksOf(remedy))).toContain("prose");
    for (const { kind, text } of shown)
      if (kind === "code") for (const line of text.split("\n")) expect(line.length, line).toBeLessThan(79);
  });

  const reason = NOT_RUN[code];
  if (reason !== undefined) return test.skip(`the example and the remedy do not run: ${reason}`);

  test("the example has the problem, and no other", async () => {
    const found = await runExample(page);
    const others = [
      ...(ALSO[code] ?? []),
      ...found.filter((each) => each.severity === "note").map((each) => each.code),
    ];
    expect(codesOf(found).filter((each) => each === code || !others.includes(each))).toEqual([code]);
  });

  test("the remedy removes it, and causes no error", async () => {
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
