import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly import: { readonly types: string } }>>;
}

/** The sections of api.md: the exports of the package and of each subpath. */
const parts = new Map(
  read("../api.md")
    .split(/^(?=## `@copilot-sdk\/runtime\/)/m)
    .map((part) => [/^## `@copilot-sdk\/runtime(\/[\w-]+)`/.exec(part)?.[1] ?? "", part]),
);

/** The names that a module exports, including re-exports. */
function exportedBy(source: string): readonly string[] {
  const text = read(source);
  const passedOn = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().replace(/^type /, "")),
  );
  const own = [...text.matchAll(/^export (?:function|class|interface|type|const) (\w+)/gm)];
  return [...passedOn, ...own.map(([, name = ""]) => name)].filter(Boolean).sort();
}

function listedIn(part: string | undefined): readonly string[] {
  return [...(part ?? "").matchAll(/^\| `(\w+)` \|/gm)].map(([, name = ""]) => name).sort();
}

test("api.md lists exactly the names that the package exports", () => {
  const exported = exportedBy("../src/index.ts");
  expect(exported.length).toBeGreaterThan(50);
  expect(listedIn(parts.get(""))).toEqual(exported);
});

test("api.md lists exactly the names that each subpath exports", () => {
  const { exports } = JSON.parse(read("../package.json")) as Manifest;
  const subpaths = Object.entries(exports).flatMap(([path, target]) =>
    path === "." || typeof target === "string" ? [] : [{ path: path.slice(1), types: target.import.types }],
  );
  expect([...parts.keys()].sort()).toEqual(["", ...subpaths.map(({ path }) => path)].sort());
  for (const { path, types } of subpaths) {
    const exported = exportedBy(types.replace("./dist/", "../src/").replace(".d.ts", ".ts"));
    expect(exported.length).toBeGreaterThan(0);
    expect(listedIn(parts.get(path))).toEqual(exported);
  }
});
