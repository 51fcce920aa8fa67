import { fileURLToPath } from "node:url";
import { Project, type SourceFile } from "ts-morph";
import { expect, test } from "vitest";
import { loadConfig } from "../src/config/index.ts";
import { buildFiles } from "../src/generate.ts";
import { exportsOf } from "../src/surface/package-surface.ts";

test("diff and releases compare the names that each package exports", async () => {
  const cwd = fileURLToPath(new URL("../../", import.meta.url));
  const { files, packages } = await buildFiles({ config: await loadConfig({ cwd }) });
  expect(new Set(packages.map(({ kind }) => kind))).toEqual(new Set(["resources", "umbrella", "webhooks"]));
  const project = new Project({ useInMemoryFileSystem: true });
  for (const model of packages) {
    const path = `${model.folder}/src/index.ts`;
    const text = files.find((file) => file.path === path)?.text;
    expect(exportsOf(model), path).toEqual(exportedNames(project.createSourceFile(path, text)));
  }
});

function exportedNames(index: SourceFile): readonly string[] {
  const specifiers = index.getExportDeclarations().flatMap((declaration) => declaration.getNamedExports());
  return specifiers.map((specifier) => specifier.getName()).sort();
}
