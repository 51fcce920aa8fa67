import { describe, expect, test } from "vitest";
import { type Block, blocksOf, codeGroups, pageNames, readPage } from "../../src/diagnostics/index.ts";
import { type Explained, runPage } from "../support/explained.ts";

const codes = codeGroups.flatMap((group) => group.codes);

/** Why some examples do not run here. */
const NOT_RUN: { readonly [code: string]: string } = {
  "changed-meanwhile": "a file must change while the command writes it; output/swap.test.ts does that",
  "declarations-not-recorded":
    "an older generator must have written the record; cli/release-declarations.test.ts has such a one",
  "mock-not-started": "the fix starts a server that runs until it is stopped; cli/mock.test.ts does that",
  "no-document": "all examples run in a folder with a document; cli/init.test.ts runs it in one without",
  "output-locked": "the command waits for 10 s; output/lock.test.ts uses less",
  "relative-server": "the document must come from a server; spec/web-sources.test.ts does that",
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
  const { code, title, cause, example, fix } = page;

  test("is explained in prose, with code that fits a narrow terminal", () => {
    expect(title).toMatch(/^[A-Z`].*[^.]$/);
    expect(cause).not.toContain("```");
    expect(`${cause}\n${fix}`, "the terminal shows neither links nor lists").not.toMatch(/\]\(|^[-*] /m);
    expect(kindsOf(blocksOf(example))).toContain("code");
    expect(kindsOf(blocksOf(fix))).toContain("prose");
    for (const { kind, text } of [example, fix].flatMap(blocksOf))
      if (kind === "code") for (const line of text.split("\n")) expect(line.length, line).toBeLessThan(79);
  });

  const reason = NOT_RUN[code];
  if (reason !== undefined) test.skip(`its example and its fix do not run: ${reason}`);
  else
    test("the example has this problem and no other, and the fix removes it without another", async () => {
      const explained = await runPage(page);
      expect(problemsOf(explained.example, code)).toEqual([code]);
      expect(explained.fixes.length).toBeGreaterThan(0);
      for (const found of explained.fixes) expect(remaining(found, page)).toEqual([]);
    });
});

/** The codes of an example, without the notes and companions that are no part of the matter. */
function problemsOf(found: Explained["example"], code: string): readonly string[] {
  const others = found.filter((each) => each.severity === "note").map((each) => each.code);
  const ignored: readonly string[] = [...others, ...(ALSO[code] ?? [])];
  return [...new Set(found.map((each) => each.code))].filter(
    (each) => each === code || !ignored.includes(each),
  );
}

/** The codes after a fix. Beside a command, such as one with `--force`, warnings are allowed. */
function remaining(
  found: Explained["example"],
  { code, example }: (typeof pages)[number],
): readonly string[] {
  const isDocument = !example.includes("```sh");
  const isWrong = (each: (typeof found)[number]) =>
    each.code === code || each.severity === "error" || (isDocument && each.severity === "warning");
  return found.filter(isWrong).map((each) => each.code);
}

function kindsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.map(({ kind }) => kind);
}
