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
  const exportedBy = (folder: string, module: string) => {
    const path = `${folder}/src/${module}.ts`;
    const text = files.find((file) => file.path === path)?.text;
    return exportedNames(project.createSourceFile(path, text));
  };
  for (const model of packages) {
    const { folder, additions } = model;
    const modules = additions.modules.flatMap(({ name }) =>
      exportedBy(folder, name).map((exported) => `${name}/${exported}`),
    );
    expect(exportsOf(model), folder).toEqual([...exportedBy(folder, "index"), ...modules].sort());
  }
});

function exportedNames(module: SourceFile): readonly string[] {
  const passedOn = module.getExportDeclarations().flatMap((declaration) => declaration.getNamedExports());
  const declared = module.getStatements().flatMap((statement) => {
    if (!("isExported" in statement) || typeof statement.isExported !== "function" || !statement.isExported())
      return [];
    if ("getDeclarations" in statement && typeof statement.getDeclarations === "function")
      return (statement.getDeclarations() as { getName(): string }[]).map((own) => own.getName());
    return "getName" in statement && typeof statement.getName === "function"
      ? [String(statement.getName())]
      : [];
  });
  return [...passedOn.map((specifier) => specifier.getName()), ...declared].sort();
}
