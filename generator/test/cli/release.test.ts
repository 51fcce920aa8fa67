import { describe, expect, test } from "vitest";
import { ReleaseFolder } from "../support/release-folder.ts";

describe("the first release", () => {
  test("of each package is 1.0.0", async () => {
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

  test("may have a changeset written by hand, with any bump", async () => {
    const shop = await ReleaseFolder.make();
    await shop.run("generate");
    const names = ["all", "people", "sales"].map((folder) => `"@shop/${folder}": minor\n`).join("");
    await shop.write(".changeset/hello.md", `---\n${names}---\n\nHere we are.\n`);
    expect((await shop.run("release", "--check")).code).toBe(0);
    await shop.run("release");
    expect(await shop.changesets()).toEqual(["hello.md"]);
  });

  test("needs a changeset that releases something", async () => {
    const shop = await ReleaseFolder.make();
    await shop.run("generate");
    await shop.write(".changeset/hello.md", '---\n"@shop/sales": none\n---\n\nNothing.\n');
    await shop.run("release");
    expect(await shop.changesets()).toContain("spec-sales.md");
    expect((await shop.run("release", "--check")).code).toBe(0);
  });

  test("is recorded after versions were raised, and then there is nothing left to do", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const snapshot = JSON.parse(await shop.read("spec/released.json"));
    expect(snapshot.info.title).toBe("Shop");
    expect(snapshot["x-release"].packages.sales).toMatchObject({ name: "@shop/sales", version: "1.0.0" });
    const { code, stdout } = await shop.run("release", "--check");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no changes since the last release/);
  });
});

describe("links and days", () => {
  test("a release without a repository warns that npm shows neither guides nor a place for bugs", async () => {
    const shop = await ReleaseFolder.make();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace(/^ {2}manifest: .*\n/m, ""));
    await shop.run("generate");
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning missing-links: .* no `repository`, no `homepage`, no `bugs`/);
    await shop.write("spec/sdk.config.ts", config);
    expect((await shop.run("release")).stderr).toBe("");
  });

  test("the changelogs of raised versions get the day and a link, also of a package that people write, and keep them", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("generate");
    await shop.run("release");
    await shop.version();
    const entries = "\n\n## 1.1.0\n\n- More.\n\n## 1.0.0\n\n- First release.\n";
    await shop.write("packages/sales/CHANGELOG.md", `# @shop/sales${entries}`);
    await shop.write("packages/tools/CHANGELOG.md", `# @shop/tools${entries}`);
    await shop.write("packages/tools/package.json", '{ "name": "@shop/tools", "version": "1.1.0" }');
    expect((await shop.run("release")).code).toBe(0);
    const sales = await shop.read("packages/sales/CHANGELOG.md");
    expect(sales).toMatch(
      /^## 1\.1\.0\n\n_\d{4}-\d\d-\d\d_, \[all changes since 1\.0\.0\]\(https:\/\/github\.com\/shop\/sdk\//m,
    );
    expect(await shop.read("packages/tools/CHANGELOG.md")).toMatch(/^## 1\.1\.0\n\n_\d{4}-\d\d-\d\d_, /m);
    await shop.run("release");
    expect(await shop.read("packages/sales/CHANGELOG.md")).toBe(sales);
  });
});

describe("a change of the document", () => {
  test("writes a changeset for each affected package", async () => {
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

The API changed.

- Adds \`Order.memo\`.
- \`Order.status\` may now be \`refunded\`.
`);
  });

  test("that is breaking is a major version, and is listed first", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, sent]");
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      '"@shop/sales": major\n---\n\nThe API changed.\n\n- **Breaking:** `Order.status` can no longer be `paid`.\n',
    );
  });

  test("of documentation is a patch; many of them are counted", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("id: { type: string }", "id: { type: string, description: The id. }");
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      '"@shop/sales": patch\n---\n\nThe API changed.\n\n- The documentation of `Order.id` changed.\n',
    );
  });

  test("of the type of 64-bit integers in the configuration is breaking", async () => {
    const shop = await ReleaseFolder.make();
    await shop.edit(
      "id: { type: string }",
      "id: { type: string }\n        total: { type: integer, format: int64 }",
    );
    await shop.run("generate");
    await shop.run("release");
    await shop.version();
    await shop.run("release");
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("output:", 'int64: "bigint", output:'));
    await shop.run("generate");
    await shop.run("release");
    const text = await shop.read(".changeset/spec-sales.md");
    expect(text).toContain('"@shop/sales": major');
    expect(text).toMatch(/\*\*Breaking:\*\*.*`Order\.total`.*`number`.*`bigint`/);
    await shop.version();
    await shop.run("release");
    expect(JSON.parse(await shop.read("spec/released.json"))["x-release"].int64).toBe("bigint");
  });

  test("that was reverted removes its changesets", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    await shop.edit("[open, paid, refunded]", "[open, paid]");
    expect((await shop.run("release", "--check")).stderr).toContain("outdated-changeset");
    expect((await shop.run("release")).stdout).toContain("0 changesets written, 0 unchanged, 2 removed");
    expect(await shop.changesets()).toEqual([]);
  });

  test("is listed as Markdown, with names as code and other text escaped", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit(
      "        id: { type: string }",
      `        id: { type: string, deprecated: true, x-deprecated-reason: "use <id>\\e[31m\\n---\\n[it](x) and \`a | <b>\`" }
        tags: { type: array, items: { type: string } }`,
    );
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(`
- Deprecates \`Order.id\`: use &lt;id> \\[31m --- \\[it\\](x) and \`a | <b>\`
- Adds \`Order.tags\`.
`);
  });

  test("is listed by a template of the owner, escaped, below the packages that Changesets reads", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    const templates = 'templates: { changeset: "changes.hbs" }';
    await shop.write("spec/sdk.config.ts", config.replace("release:", `${templates}, release:`));
    await shop.write(
      "spec/changes.hbs",
      "{{code name}}, {{bump}}\n{{#each changes}}* {{#if isBreaking}}Attention: {{/if}}{{sentence text}}\n{{/each}}\n",
    );
    await shop.edit(
      "        id: { type: string }",
      "        id: { type: string, deprecated: true, x-deprecated-reason: use <id> }",
    );
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toBe(
      '---\n"@shop/sales": minor\n---\n\n`@shop/sales`, minor\n* Deprecates `Order.id`: use &lt;id>\n',
    );
    expect((await shop.run("release", "--check")).code).toBe(0);

    await shop.write("spec/changes.hbs", "{{title}}\n");
    expect((await shop.run("release", "--check")).code).toBe(1);
    await shop.write("spec/changes.hbs", "{{tilte}}\n");
    const { code, stderr } = await shop.run("release");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("did you mean `title`?"),
    });
  });

  test("is covered by changesets with Windows line endings", async () => {
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

  test("does not change changesets written by hand", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const own = '---\n"@shop/sales": minor\n---\n\nFaster.\n';
    await shop.write(".changeset/faster.md", own);
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    expect(await shop.read(".changeset/faster.md")).toBe(own);
    expect(await shop.changesets()).toEqual(["faster.md", "spec-all.md", "spec-sales.md"]);
  });

  test("cannot be released with a bump that is too low: all affected packages are reported, and nothing is written", async () => {
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

  test("of only the generated code is a patch of the affected packages", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("Sales.", "All that is sold."));
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      '"@shop/sales": patch\n---\n\nThe generated code changed; the API did not.\n',
    );
  });

  test("of the configuration that removes an export is breaking for the packages that had it", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("SalesClient", "Orderer"));
    await shop.run("release");
    const text = await shop.read(".changeset/spec-sales.md");
    expect(text).toContain('"@shop/sales": major');
    expect(text).toContain("- **Breaking:** No longer exports `SalesClient`.");
  });

  test("of the package of a resource is breaking for both packages", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    const moved = config.replace('["people"]', '["people", "orders"]').replace('["orders"]', "[]");
    await shop.write("spec/sdk.config.ts", moved);
    await shop.run("release");
    const expected = "- **Breaking:** The resource `orders` moved from the package `sales` to `people`.";
    for (const folder of ["people", "sales"]) {
      expect(await shop.read(`.changeset/spec-${folder}.md`)).toContain(expected);
    }
  });
});

describe("release --bump", () => {
  test("is kept by later runs, which raise the bump but do not lower it", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release", "--bump", "major");
    const first = await shop.read(".changeset/spec-sales.md");
    expect(first).toContain('"@shop/sales": major # at least major\n');
    expect((await shop.run("release")).stdout).toContain("0 changesets written, 2 unchanged, 0 removed");
    expect(await shop.read(".changeset/spec-sales.md")).toBe(first);
    await shop.edit(
      "        id: { type: string }",
      "        id: { type: string }\n        memo: { type: string }",
    );
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain('"@shop/sales": major # at least major\n');
    expect((await shop.run("release", "--check")).code).toBe(0);
  });

  test("is a minimum: a breaking change is a major version in spite of it, and a later --bump replaces it", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("id: { type: string }", "id: { type: string, description: The id. }");
    await shop.run("release", "--bump", "minor");
    expect(await shop.read(".changeset/spec-sales.md")).toContain('"@shop/sales": minor # at least minor\n');
    await shop.edit("[open, paid]", "[open]");
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain('"@shop/sales": major # at least minor\n');
    await shop.edit("[open]", "[open, paid]");
    await shop.run("release", "--bump", "patch");
    expect(await shop.read(".changeset/spec-sales.md")).toContain('"@shop/sales": patch # at least patch\n');
  });
});

describe("a breaking change of a document that keeps its major", () => {
  test("is mentioned, also by --check, until the version is raised", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open]");
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(0);
    expect(stderr).toContain(
      "warning major-not-raised: the document has breaking changes since the last release, but its version 1.0.0 has the same major: `Order.status` can no longer be `paid`.",
    );
    expect((await shop.run("release", "--check")).stderr).toContain("warning major-not-raised");
    await shop.edit("version: 1.0.0", "version: 2.0.0");
    expect((await shop.run("release")).stderr).toBe("");
  });

  test("is not mentioned if only the configuration breaks consumers", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("SalesClient", "Orderer"));
    expect((await shop.run("release")).stderr).toBe("");
  });
});

describe("a pre-release", () => {
  /** Raises the versions of packages to pre-releases, as `changeset version` does after `changeset pre enter beta`. */
  async function enter(shop: ReleaseFolder, versions: Readonly<Record<string, string>>): Promise<void> {
    const changesets = (await shop.changesets()).flatMap((file) => /^(.*)\.md$/.exec(file)?.[1] ?? []);
    await shop.write(".changeset/pre.json", JSON.stringify({ mode: "pre", tag: "beta", changesets }));
    for (const [folder, version] of Object.entries(versions)) {
      const path = `packages/${folder}/package.json`;
      await shop.write(path, JSON.stringify({ ...JSON.parse(await shop.read(path)), version }));
    }
  }

  test("is recorded, and changes after it get changesets of their own until the final version", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    await enter(shop, { all: "1.1.0-beta.0", sales: "1.1.0-beta.0" });
    const recorded = await shop.run("release");
    expect(recorded).toMatchObject({ code: 0, stderr: "" });
    expect(recorded.stdout).toContain("recorded the release");

    expect((await shop.run("release")).stdout, "the changesets of the pre-release stay").toContain(
      "no changesets needed",
    );
    await shop.edit(
      "        id: { type: string }",
      "        id: { type: string }\n        memo: { type: string }",
    );
    expect((await shop.run("release")).stdout).toContain("2 changesets written, 0 unchanged, 0 removed");
    expect((await shop.changesets()).filter((file) => file.endsWith(".md"))).toEqual([
      "spec-all+2.md",
      "spec-all.md",
      "spec-sales+2.md",
      "spec-sales.md",
    ]);
    expect((await shop.run("release", "--check")).code).toBe(0);
    await enter(shop, { all: "1.1.0-beta.1", sales: "1.1.0-beta.1" });
    expect((await shop.run("release")).stdout).toContain("recorded the release");
  });

  test("of a minor version is too low for a breaking change", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open]");
    await shop.run("release");
    await enter(shop, { all: "2.0.0-beta.0", sales: "1.1.0-beta.0" });
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(1);
    expect(stderr).toContain("error version-too-low: @shop/sales 1.1.0-beta.0 must be at least 2.0.0");
    expect(stderr).not.toContain("@shop/all");
  });
});

describe("release --check", () => {
  test("fails if changes of the document have no changeset, and writes nothing", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    const { code, stderr } = await shop.run("release", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "error unreleased-changes: @shop/sales has changed (minor) but has no changeset: `Order.status` may now be `refunded`.",
    );
    expect(await shop.changesets()).toEqual([]);
  });

  test("fails if a bump was lowered", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open]");
    await shop.run("release");
    const text = await shop.read(".changeset/spec-sales.md");
    await shop.write(".changeset/spec-sales.md", text.replace("major", "minor"));
    const { code, stderr } = await shop.run("release", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "@shop/sales would get a minor version, but its changes require a major version",
    );
  });

  test("fails if versions were raised but the release was not recorded", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    await shop.version();
    const before = await shop.read("spec/released.json");
    const { code, stderr } = await shop.run("release", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain("records @shop/sales 1.0.0, but its manifest says 1.1.0");
    expect(await shop.read("spec/released.json")).toBe(before);
  });

  test("reports problems as JSON", async () => {
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

describe("release rejects, and writes nothing for", () => {
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
    [
      "has declarations that are no text",
      "snapshot-edited",
      (shop: ReleaseFolder) => shop.declared("sales", ['"id?":"string"', '"id?":5']),
    ],
    ["has no record", "snapshot-edited", (shop: ReleaseFolder) => shop.write("spec/released.json", "{}")],
  ])("a snapshot that %s", async (_, problem, damage) => {
    const shop = await ReleaseFolder.makeReleased();
    shop.tag("@shop/sales@1.0.0");
    await damage(shop);
    await shop.edit("[open, paid]", "[open]");
    for (const parameters of [["release", "--check"], ["release"]]) {
      const { code, stderr } = await shop.run(...parameters);
      expect({ code, isReported: stderr.includes(`error ${problem}`) }).toEqual({
        code: 1,
        isReported: true,
      });
    }
    expect(await shop.changesets()).toEqual([]);
  });

  test("a snapshot that is older than a tagged version", async () => {
    const shop = await ReleaseFolder.makeReleased();
    shop.tag("@shop/sales@1.3.0");
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(1);
    expect(stderr).toContain("spec/released.json records @shop/sales 1.0.0, but git has a tag for 1.3.0");
  });

  test("versions that were raised by less than the changes require", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.edit("[open, paid]", "[open]");
    const manifest = await shop.read("packages/sales/package.json");
    await shop.write("packages/sales/package.json", manifest.replace("1.0.0", "1.1.0"));
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(1);
    expect(stderr).toContain("error version-too-low: @shop/sales 1.1.0 must be at least 2.0.0");
  });

  test.each([
    ["a removed package", '---\n"@shop/gone": minor\n---\n\nHm.\n', "unknown-package"],
    ["no front matter", "Hello.\n", "invalid-changeset"],
  ])("a changeset with %s", async (_, text, problem) => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.write(".changeset/odd.md", text);
    const { code, stderr } = await shop.run("release");
    expect({ code, isReported: stderr.includes(`error ${problem}: .changeset/odd.md`) }).toEqual({
      code: 1,
      isReported: true,
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

  test("a configuration without `release`", async () => {
    const shop = await ReleaseFolder.make();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace(/ {2}release: .*\n/, ""));
    expect((await shop.run("release")).stderr).toContain("error release-not-configured");
  });

  test("an invalid manifest", async () => {
    const shop = await ReleaseFolder.makeReleased();
    await shop.write("packages/sales/package.json", "{");
    expect((await shop.run("release")).stderr).toContain("error unreadable-manifest: sales/package.json");
    await shop.write("packages/sales/package.json", "null");
    expect((await shop.run("release")).stderr).toContain("error unreadable-manifest: sales/package.json");
  });
});
