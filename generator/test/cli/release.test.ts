import { describe, expect, test } from "vitest";
import { ReleaseFolder } from "../support/release-folder.ts";

describe("the first release", () => {
  test("of each package is a major version: 1.0.0", async () => {
    const shop = await ReleaseFolder.make();
    await shop.run("generate");
    const { code, stdout } = await shop.run("release");
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "major  @shop/all     .changeset/spec-all.md",
      "major  @shop/people  .changeset/spec-people.md",
      "major  @shop/sales   .changeset/spec-sales.md",
    ]);
    expect(await shop.read(".changeset/spec-sales.md")).toBe(
      '---\n"@shop/sales": major\n---\n\nFirst release.\n',
    );
  });

  test("may be announced by people, in their words and with their version", async () => {
    const shop = await ReleaseFolder.make();
    await shop.run("generate");
    const names = ["all", "people", "sales"].map((folder) => `"@shop/${folder}": minor\n`).join("");
    await shop.write(".changeset/hello.md", `---\n${names}---\n\nHere we are.\n`);
    expect((await shop.run("release", "--check")).code).toBe(0);
    await shop.run("release");
    expect(await shop.changesets()).toEqual(["hello.md"]);
  });

  test("is not announced by a changeset that releases nothing", async () => {
    const shop = await ReleaseFolder.make();
    await shop.run("generate");
    await shop.write(".changeset/hello.md", '---\n"@shop/sales": none\n---\n\nNothing.\n');
    await shop.run("release");
    expect(await shop.changesets()).toContain("spec-sales.md");
    expect((await shop.run("release", "--check")).code).toBe(0);
  });

  test("is recorded when the versions were raised, and then nothing is left to do", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const snapshot = JSON.parse(await shop.read("spec/released.json"));
    expect(snapshot.info.title).toBe("Shop");
    expect(snapshot["x-release"].packages.sales).toMatchObject({ name: "@shop/sales", version: "1.0.0" });
    const { code, stdout } = await shop.run("release", "--check");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nothing has changed since the last release/);
  });
});

describe("a change of the document", () => {
  test("makes a changeset for each package that has it, in words for its consumers", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.edit(
      "        id: { type: string }",
      "        id: { type: string }\n        memo: { type: string }",
    );
    const { stdout } = await shop.run("release");
    expect(stdout).toContain("2 changesets written, 0 unchanged, 0 removed");
    expect(await shop.changesets()).toEqual(["spec-all.md", "spec-sales.md"]);
    expect(await shop.read(".changeset/spec-sales.md")).toBe(`---
"@shop/sales": minor
---

The API has changed.

- Adds \`Order.memo\`.
- \`Order.status\` may now be \`refunded\`.
`);
  });

  test("that breaks is a major version, and says what breaks first", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, sent]");
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      '"@shop/sales": major\n---\n\nThe API has changed.\n\n- **Breaking:** `Order.status` is never `paid` any more.\n',
    );
  });

  test("of words is a patch; many of them are counted", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("id: { type: string }", "id: { type: string, description: The id. }");
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      '"@shop/sales": patch\n---\n\nThe API has changed.\n\n- The documentation of `Order.id` has changed.\n',
    );
  });

  test("that was taken back takes its changesets away again", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    await shop.edit("[open, paid, refunded]", "[open, paid]");
    expect((await shop.run("release", "--check")).stderr).toContain("outdated-changeset");
    expect((await shop.run("release")).stdout).toContain("0 changesets written, 0 unchanged, 2 removed");
    expect(await shop.changesets()).toEqual([]);
  });

  test("is told in Markdown: names stay as they are, and other text of the document is no markup", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit(
      "        id: { type: string }",
      `        id: { type: string, deprecated: true, x-deprecated-reason: "use <b>\\e[31m\\n---\\n[it](x) and \`a | <b>\`" }
        tags: { type: array, items: { type: string } }`,
    );
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(`
- Deprecates \`Order.id\`: use &lt;b> \\[31m --- \\[it\\](x) and \`a | <b>\`
- Adds \`Order.tags\`.
`);
  });

  test("has its changesets also where git gave them the line ends of Windows", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    for (const file of await shop.changesets()) {
      const text = await shop.read(`.changeset/${file}`);
      await shop.write(`.changeset/${file}`, text.replaceAll("\n", "\r\n"));
    }
    expect((await shop.run("release", "--check")).code).toBe(0);
    expect((await shop.run("release")).stdout).toContain("0 changesets written, 2 unchanged, 0 removed");
  });

  test("leaves the changesets of people alone", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const own = '---\n"@shop/sales": minor\n---\n\nFaster.\n';
    await shop.write(".changeset/faster.md", own);
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    expect(await shop.read(".changeset/faster.md")).toBe(own);
    expect(await shop.changesets()).toEqual(["faster.md", "spec-all.md", "spec-sales.md"]);
  });

  test("cannot be released under a bump that is too low: all such packages are named, nothing is written", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    const { code, stderr } = await shop.run("release", "--bump", "patch");
    expect(code).toBe(1);
    expect(stderr.match(/error bump-too-low: (\S+) would get a patch version/g)).toHaveLength(2);
    expect(await shop.changesets()).toEqual([]);
    await shop.run("release", "--bump", "major");
    expect(await shop.read(".changeset/spec-sales.md")).toContain('"@shop/sales": major');
    expect((await shop.run("release", "--check")).code).toBe(0);
  });

  test("of the generated code alone is a patch of the packages that have it", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("Sales.", "All that is sold."));
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      '"@shop/sales": patch\n---\n\nThe code is generated anew; the API is the same.\n',
    );
  });

  test("of the configuration that takes a name away breaks the packages that had it", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("SalesClient", "Orderer"));
    await shop.run("release");
    const text = await shop.read(".changeset/spec-sales.md");
    expect(text).toContain('"@shop/sales": major');
    expect(text).toContain("- **Breaking:** `SalesClient` is not exported any more.");
  });

  test("of a resource's package breaks both packages", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    const moved = config.replace('["people"]', '["people", "orders"]').replace('["orders"]', "[]");
    await shop.write("spec/sdk.config.ts", moved);
    await shop.run("release");
    const expected = "- **Breaking:** The resource `orders` is in the package `people` instead of `sales`.";
    for (const folder of ["people", "sales"]) {
      expect(await shop.read(`.changeset/spec-${folder}.md`)).toContain(expected);
    }
  });
});

describe("--check", () => {
  test("fails when the document has changed and no changeset says so, and writes nothing", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    const { code, stderr } = await shop.run("release", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "error unreleased-changes: @shop/sales has changed (minor) but has no changeset: `Order.status` may now be `refunded`.",
    );
    expect(await shop.changesets()).toEqual([]);
  });

  test("fails when somebody lowered the bump", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open]");
    await shop.run("release");
    const text = await shop.read(".changeset/spec-sales.md");
    await shop.write(".changeset/spec-sales.md", text.replace("major", "minor"));
    const { code, stderr } = await shop.run("release", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain("@shop/sales would get a minor version, but its changes ask for a major one");
  });

  test("fails when versions were raised and the release is not recorded", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    await shop.version();
    const before = await shop.read("spec/released.json");
    const { code, stderr } = await shop.run("release", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain("knows @shop/sales 1.0.0, but its manifest says 1.1.0");
    expect(await shop.read("spec/released.json")).toBe(before);
  });

  test("tells programs what is wrong as JSON", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    const { stdout } = await shop.run("release", "--check", "--format", "json");
    const { ok, diagnostics } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code }: { readonly code: string }) => code)).toEqual([
      "unreleased-changes",
      "unreleased-changes",
    ]);
  });
});

describe("what would hide a change is refused, and nothing is written", () => {
  test.each([
    ["is missing", "snapshot-missing", (shop: ReleaseFolder) => shop.remove("spec/released.json")],
    [
      "was edited",
      "snapshot-edited",
      async (shop: ReleaseFolder) =>
        shop.write(
          "spec/released.json",
          (await shop.read("spec/released.json")).replace('"paid"', '"payed"'),
        ),
    ],
    [
      "is no JSON",
      "snapshot-edited",
      (shop: ReleaseFolder) => shop.write("spec/released.json", "<<<<<<< HEAD"),
    ],
    [
      "cannot be read",
      "snapshot-edited",
      async (shop: ReleaseFolder) => {
        await shop.remove("spec/released.json");
        await shop.write("spec/released.json/folder", "");
      },
    ],
    ["has no record", "snapshot-edited", (shop: ReleaseFolder) => shop.write("spec/released.json", "{}")],
  ])("a snapshot that %s", async (_, problem, damage) => {
    const shop = await ReleaseFolder.makeReleased();
    shop.tag("@shop/sales@1.0.0");
    await damage(shop);
    await shop.edit("[open, paid]", "[open]");
    for (const parameters of [["release", "--check"], ["release"]]) {
      const { code, stderr } = await shop.run(...parameters);
      expect({ code, isTold: stderr.includes(`error ${problem}`) }).toEqual({ code: 1, isTold: true });
    }
    expect(await shop.changesets()).toEqual([]);
  });

  test("a snapshot that is older than what was tagged", async () => {
    const shop = await ReleaseFolder.makeReleased();
    shop.tag("@shop/sales@1.3.0");
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(1);
    expect(stderr).toContain("spec/released.json knows @shop/sales 1.0.0, but git has a tag of 1.3.0");
  });

  test("versions that were raised by less than the changes ask for", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open]");
    const manifest = await shop.read("packages/sales/package.json");
    await shop.write("packages/sales/package.json", manifest.replace("1.0.0", "1.1.0"));
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(1);
    expect(stderr).toContain("error version-too-low: @shop/sales 1.1.0 must be at least 2.0.0");
  });

  test.each([
    ["a package that is gone", '---\n"@shop/gone": minor\n---\n\nHm.\n', "unknown-package"],
    ["no front matter", "Hello.\n", "invalid-changeset"],
  ])("a changeset with %s", async (_, text, problem) => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.write(".changeset/odd.md", text);
    const { code, stderr } = await shop.run("release");
    expect({ code, isTold: stderr.includes(`error ${problem}: .changeset/odd.md`) }).toEqual({
      code: 1,
      isTold: true,
    });
  });

  test("a document with errors", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("tags: [people]", "tags: [people");
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(1);
    expect(stderr).toContain("spec/api.yaml:");
    expect(await shop.changesets()).toEqual([]);
  });

  test("a configuration that names no place for releases", async () => {
    const shop = await ReleaseFolder.make();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace(/ {2}release: .*\n/, ""));
    expect((await shop.run("release")).stderr).toContain("error release-not-configured");
  });

  test("a manifest that cannot be read", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.write("packages/sales/package.json", "{");
    expect((await shop.run("release")).stderr).toContain("error unreadable-manifest: sales/package.json");
    await shop.write("packages/sales/package.json", "null");
    expect((await shop.run("release")).stderr).toContain("error unreadable-manifest: sales/package.json");
  });
});
