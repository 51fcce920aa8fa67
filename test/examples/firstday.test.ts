// The program of `pnpm test:firstday`.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { spendFirstDay } from "../firstday/day.ts";
import { blocksOf, sectionOf, wordsOf } from "../firstday/readme.ts";
import { renderDay } from "../firstday/report.ts";
import { findRequiredProgram } from "../support/required-program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFolder } from "../support/workspace.ts";

const curl = findRequiredProgram(["curl"]);

test("a new user gets from an empty folder to the webhook of a created task by the READMEs alone, in ten minutes", async ({
  skip,
}) => {
  const report = join(testFolder, ".wire", "firstday.txt");
  await rm(report, { force: true });
  if (curl === undefined) return skip("curl is not on the PATH, which a command of the README needs");
  const day = await spendFirstDay(await temporaryFolder(), inject("registryUrl"));
  // `npm test` prints it.
  await mkdir(join(testFolder, ".wire"), { recursive: true });
  await writeFile(report, `${renderDay(day)}\n`);
  expect(day.steps.map(({ name }) => name)).toContain("create a task there, and receive its webhook");
  // Ten minutes at 200 words a minute.
  expect(day.reading.reduce((sum, { words }) => sum + words, 0)).toBeLessThan(2_000);
}, 600_000);

test("sections, code and words of a README are found", () => {
  const markdown = "# a\n\nOne two.\n\n## B c\n\n```ts\nlet x = 1;\n```\n\n### D\n\n- three\n";
  expect(sectionOf(markdown, "a").text).toBe("# a\n\nOne two.\n\n");
  const section = sectionOf(markdown, "B c");
  expect(blocksOf(section, "ts")).toEqual(["let x = 1;\n"]);
  expect(wordsOf({ title: "", text: "# a\n\nOne two - `x = 1`" })).toBe(5);
  expect(() => blocksOf(section, "sh")).toThrow('the section "B c" has no sh');
  expect(() => sectionOf(markdown, "c")).toThrow('the README has no section "c"');
});
