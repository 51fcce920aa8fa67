import { describe, expect, test } from "vitest";
import { ReleaseFolder } from "../support/release-folder.ts";

/** What the shop's packages would have declared with an older generator, for which the parameters were optional. */
const OPTIONAL = [
  ["(params: CreateOrderParams", "(params?: CreateOrderParams"],
  ['"total":"number"', '"total?":"number | undefined"'],
] as const;

/** A shop with a call that has a required parameter, released. */
async function makeShop(): Promise<ReleaseFolder> {
  const shop = await ReleaseFolder.make();
  await shop.edit(
    "  /people:",
    `    post:
      operationId: createOrder
      tags: [orders]
      requestBody: { content: { application/json: { schema: { type: object, required: [total], properties: { total: { type: number } } } } } }
      responses: { "204": { description: Done. } }
  /people:`,
  );
  await shop.run("generate");
  await shop.run("release");
  await shop.version();
  await shop.run("release");
  return shop;
}

describe("a generator that declares the same document otherwise than the released packages", () => {
  test("in a way that breaks programs makes a major version of these packages, with a warning", async () => {
    const shop = await makeShop();
    await shop.declared("sales", ...OPTIONAL);
    const { code, stdout, stderr } = await shop.run("release");
    expect({ code, lines: stdout.split("\n").slice(0, 2) }).toEqual({
      code: 0,
      lines: ["major  @shop/all    .changeset/spec-all.md", "major  @shop/sales  .changeset/spec-sales.md"],
    });
    expect(stderr).toContain(
      "warning declarations-changed: generated from the released document, @shop/sales declares other types than its released version, because of the generator or the configuration: `Orders.create()` now requires `params`. (and 1 more)",
    );
    expect(await shop.read(".changeset/spec-sales.md")).toBe(`---
"@shop/sales": major
---

The generated types changed; the API did not.

- **Breaking:** \`Orders.create()\` now requires \`params\`.
- **Breaking:** \`CreateOrderParams\` now requires \`total\`.
`);
    expect((await shop.run("release", "--check")).code).toBe(0);
    await shop.version();
    expect(await shop.run("release")).toMatchObject({ code: 0, stderr: "" });
    expect((await shop.run("release")).stdout).toContain("no changesets needed");
  });

  test("is found by --check, and cannot be released as a patch", async () => {
    const shop = await makeShop();
    await shop.declared("sales", ...OPTIONAL);
    expect((await shop.run("release", "--check")).stderr).toContain(
      "error unreleased-changes: @shop/sales has changed (major) but has no changeset: `Orders.create()` now requires `params`. (and 1 more)",
    );
    expect((await shop.run("release", "--bump", "patch")).stderr).toContain(
      "error bump-too-low: @shop/sales",
    );
    await shop.write(".changeset/own.md", '---\n"@shop/sales": patch\n---\n\nNewer.\n');
    expect((await shop.run("release", "--check")).stderr).toContain("error bump-too-low: @shop/sales");
  });

  test("in a way that breaks no program makes a minor version, without a warning", async () => {
    const shop = await makeShop();
    await shop.declared("sales", ['"id?":"string",', ""]);
    const { stdout, stderr } = await shop.run("release");
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining("minor  @shop/sales"), stderr: "" });
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      "The generated types changed; the API did not.\n\n- `Order` has the new `id`.\n",
    );
  });

  test("is distinguished from a change of the document at the same time", async () => {
    const shop = await makeShop();
    await shop.declared("sales", ...OPTIONAL);
    await shop.edit("properties: { total:", "properties: { memo: { type: string }, total:");
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    await shop.run("release");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(`
The API changed.

- **Breaking:** \`Orders.create()\` now requires \`params\`.
- **Breaking:** \`CreateOrderParams\` now requires \`total\`.
- Adds the parameter \`orders.create({ memo })\`.
- \`Order.status\` may now be \`refunded\`.
`);
  });

  test("is found although the configuration names what only the new document has", async () => {
    const shop = await makeShop();
    await shop.declared("sales", ...OPTIONAL);
    await shop.edit(
      "  /people:",
      '  /labels: { get: { operationId: listLabels, tags: [labels], responses: { "204": { description: Done. } } } }\n  /people:',
    );
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace('["orders"]', '["orders", "labels"]'));
    expect(await shop.run("generate")).toMatchObject({ code: 0 });
    expect(await shop.run("release")).toMatchObject({ code: 0 });
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      "- **Breaking:** `Orders.create()` now requires `params`.",
    );
    expect(await shop.read(".changeset/spec-sales.md")).toContain("- Adds the resource `labels`.");
  });

  test("does not mean that the document has breaking changes", async () => {
    const shop = await makeShop();
    await shop.declared("sales", ...OPTIONAL);
    expect((await shop.run("release")).stderr).not.toContain("major-not-raised");
  });
});

describe("a configuration that declares the same document otherwise", () => {
  test("is found like a generator", async () => {
    const shop = await ReleaseFolder.makeReleased();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("release:", 'errorBody: "Order", release:'));
    await shop.run("generate");
    const { stdout } = await shop.run("release");
    expect(stdout).toContain("major  @shop/sales");
    expect(await shop.read(".changeset/spec-sales.md")).toContain(
      "- **Breaking:** The package declares `APIError`, instead of exporting that of another package.",
    );
  });
});

describe("a snapshot of a generator that did not record declarations", () => {
  test("needs no changeset if the packages are the same", async () => {
    const shop = await makeShop();
    await shop.undeclared("sales");
    expect(await shop.run("release", "--check")).toMatchObject({ code: 0, stderr: "" });
  });

  test("is mentioned if the packages changed, until the next release records them", async () => {
    const shop = await makeShop();
    await shop.undeclared("sales");
    await shop.edit("[open, paid]", "[open, paid, refunded]");
    const { code, stderr } = await shop.run("release");
    expect(code).toBe(0);
    expect(stderr).toContain(
      "warning declarations-not-recorded: spec/released.json does not say what the released packages declare, since an older generator wrote it, so it is unknown what the generator itself has changed in @shop/sales",
    );
    await shop.version();
    await shop.run("release");
    expect(
      JSON.parse(await shop.read("spec/released.json"))["x-release"].packages.sales.declarations,
    ).toMatchObject({ "interface CreateOrderParams": { total: "number" } });
    await shop.edit("[open, paid, refunded]", "[open, paid, refunded, sent]");
    expect((await shop.run("release")).stderr).toBe("");
  });
});
