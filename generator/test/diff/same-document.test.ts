import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import { diffModels } from "../../src/diff/index.ts";
import { BUILT_IN } from "../../src/features/index.ts";
import { readDocument } from "../../src/generate.ts";
import { buildModel } from "../../src/model/index.ts";
import { diffTexts } from "../support/diff.ts";
import { makeFolder } from "../support/folder.ts";

const workspace = fileURLToPath(new URL("../../../", import.meta.url));

describe("there are no changes", () => {
  test.each(["tracker.yaml", "collisions.yaml"])("between %s and itself", async (fixture) => {
    const text = readFileSync(new URL(`../fixtures/${fixture}`, import.meta.url), "utf8");
    expect(await diffTexts(text, text)).toEqual([]);
  });

  test("between a document of many files and its bundle", async () => {
    const config = await loadConfig({ cwd: workspace });
    const { document } = await readDocument(config);
    const folder = await makeFolder({ "all.json": JSON.stringify(document.root) });
    const { document: bundled } = await readDocument({ documents: ["all.json"], directory: folder });
    const [before, after] = [document, bundled].map((each) => ({
      model: buildModel(each, config).model,
      locate: each.locate.bind(each),
    }));
    if (before === undefined || after === undefined) throw new Error("there are two versions");
    expect(before.model.types.length).toBeGreaterThan(100);
    expect(diffModels(before, after, BUILT_IN)).toEqual([]);
  });
});
