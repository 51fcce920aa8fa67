import { expect, test } from "vitest";
import { datedChangelog } from "../src/release/changelogs.ts";

const date = new Date("2026-03-09T23:30:00Z");
const raised = { name: "@acme/shop", version: "1.1.0" };
const text =
  "# @acme/shop\n\n## 1.1.0\n\n### Minor Changes\n\n- Adds orders.\n\n## 1.0.0\n\n### Major Changes\n\n- First release.\n";

test("the newest entry of a changelog gets its day, and its heading stays the version alone", () => {
  const dated = datedChangelog(text, raised, { date, repository: undefined });
  expect(dated).toBe(text.replace("## 1.1.0\n", "## 1.1.0\n\n_2026-03-09_\n"));
});

test("with a repository on a known host, it also gets a link to all changes", () => {
  const day = { date, repository: "git+https://user:secret@github.com/acme/sdk.git" };
  expect(datedChangelog(text, raised, day)).toContain(
    "## 1.1.0\n\n_2026-03-09_, [all changes since 1.0.0]" +
      "(https://github.com/acme/sdk/compare/%40acme%2Fshop%401.0.0...%40acme%2Fshop%401.1.0)\n\n### Minor Changes",
  );
});

test("a first version has nothing to compare with", () => {
  const first = "# @acme/shop\n\n## 1.0.0\n\n- First release.\n";
  const day = { date, repository: "github:acme/sdk" };
  expect(datedChangelog(first, { ...raised, version: "1.0.0" }, day)).toBe(
    first.replace("## 1.0.0\n", "## 1.0.0\n\n_2026-03-09_\n"),
  );
});

test("an entry with a day keeps it, on every later run", () => {
  const once = datedChangelog(text, raised, { date, repository: undefined });
  const later = { date: new Date("2027-01-01T00:00:00Z"), repository: undefined };
  expect(datedChangelog(once, raised, later)).toBe(once);
});

test.each([
  ["of another version", text, { ...raised, version: "2.0.0" }],
  ["without an entry", "# @acme/shop\n", raised],
])("a changelog %s is unchanged", (_, changelog, own) => {
  expect(datedChangelog(changelog, own, { date, repository: undefined })).toBe(changelog);
});
