import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";
import {
  AUTH_SYMBOLS,
  CLIENT_PARAMETER_SYMBOLS,
  ENCODERS,
  INT64_EXPORTS,
  INT64_PARTS,
  PAGE_READERS,
  REDIRECT_SYMBOLS,
  RUNTIME_TYPES,
  RUNTIME_VALUES,
  SERVER_SYMBOLS,
  SESSION_PARTS,
  SESSION_TYPES,
  SESSION_VALUES,
  STREAM_PARTS,
  STREAM_TYPES,
  STREAM_VALUES,
  WEBHOOK_TYPES,
  WEBHOOK_VALUES,
} from "../src/names/runtime-symbols.ts";
import { cyclesOf } from "./support/cycles.ts";

const workspace = fileURLToPath(new URL("../../", import.meta.url));
const source = join(workspace, "generator/src");
const files = new Project({ skipAddingFilesFromTsConfig: true }).addSourceFilesAtPaths(`${source}/**/*.ts`);

/** Every import of the generator: the importing file, and a package's name or a file below `src`. */
const imports = files.flatMap((file) => {
  const from = relative(source, file.getFilePath());
  const specifiers = [
    ...file.getImportDeclarations().map((declaration) => declaration.getModuleSpecifierValue()),
    ...file.getExportDeclarations().flatMap((declaration) => declaration.getModuleSpecifierValue() ?? []),
    ...[...file.getFullText().matchAll(/\bimport\("([^"]+)"\)/g)].flatMap((match) => match[1] ?? []),
  ];
  return specifiers.map((specifier) => ({
    from,
    to: specifier.startsWith(".")
      ? relative(source, resolve(dirname(file.getFilePath()), specifier))
      : specifier,
  }));
});

/** Whether an import points to a file of the generator. */
function isOwn(to: string): boolean {
  return to.endsWith(".ts");
}

/** The folder of a file. A file directly in `src` is a folder of its own, because the entry points do not belong together. */
function folderOf(path: string): string {
  return path.includes("/") ? dirname(path) : path;
}

/** The top-level folder of a path. */
function roomOf(path: string): string {
  return folderOf(path).split("/")[0] ?? path;
}

/** The rooms that each room may import. Rooms that are not listed import none. */
const BELOW: { readonly [room: string]: readonly string[] | undefined } = {
  config: ["variables.ts", "names", "spec", "diagnostics"],
  names: ["remembered.ts"],
  spec: ["diagnostics", "git.ts", "remembered.ts"],
  dialect: ["cycles.ts", "groups.ts", "hints", "spec", "diagnostics"],
  overlay: ["spec", "diagnostics"],
  hints: ["spec", "api-model"],
  record: ["spec", "diagnostics", "names"],
  model: ["groups.ts", "cycles.ts", "api-model", "hints", "spec", "config", "diagnostics", "names"],
  partition: [
    "groups.ts",
    "repository.ts",
    "released",
    "model",
    "api-model",
    "config",
    "diagnostics",
    "names",
  ],
  surface: ["partition", "api-model", "names"],
  printer: [
    "groups.ts",
    "variables.ts",
    "repository.ts",
    "surface",
    "partition",
    "api-model",
    "output",
    "names",
    "diagnostics",
  ],
  guides: ["groups.ts", "repository.ts", "printer", "partition", "api-model", "names"],
  emitters: [
    "groups.ts",
    "remembered.ts",
    "variables.ts",
    "guides",
    "printer",
    "surface",
    "partition",
    "api-model",
    "names",
  ],
  features: [
    "guides",
    "model",
    "spec",
    "diff",
    "printer",
    "surface",
    "partition",
    "api-model",
    "names",
    "diagnostics",
  ],
  output: ["diagnostics"],
  diff: ["groups.ts", "names", "surface", "partition", "api-model", "diagnostics"],
  report: ["colours.ts", "printable.ts", "diff", "printer", "diagnostics"],
  release: [
    "groups.ts",
    "record",
    "api-model",
    "diff",
    "printer",
    "surface",
    "output",
    "partition",
    "diagnostics",
    "git.ts",
    "repository.ts",
  ],
  init: ["output", "printer", "model", "api-model", "spec", "config", "diagnostics", "names"],
  "api-model": ["groups.ts", "variables.ts"],
  diagnostics: ["colours.ts", "groups.ts", "printable.ts"],
  released: ["names"],
  runtime: ["printer", "partition", "config", "names", "released"],
  "recorded.ts": ["record", "output", "partition", "model", "spec", "config", "names"],
  "packages.ts": [
    "equality.ts",
    "api-model",
    "runtime",
    "emitters",
    "features",
    "printer",
    "output",
    "partition",
    "spec",
    "config",
  ],
  "problems.ts": ["partition", "spec", "config", "diagnostics"],
  "generate.ts": [
    "packages.ts",
    "problems.ts",
    "recorded.ts",
    "record",
    "features",
    "printer",
    "output",
    "partition",
    "model",
    "dialect",
    "overlay",
    "spec",
    "config",
    "diagnostics",
  ],
  "embed.ts": ["generate.ts", "output", "config", "diagnostics"],
  "reference.ts": ["generate.ts", "problems.ts", "features", "guides", "config"],
  "index.ts": [
    "embed.ts",
    "reference.ts",
    "generate.ts",
    "output",
    "partition",
    "model",
    "api-model",
    "config",
    "diagnostics",
  ],
  "kit.ts": ["features", "model", "diff", "printer", "partition", "api-model"],
  doctor: ["generate.ts", "problems.ts", "git.ts", "repository.ts", "released", "config", "diagnostics"],
  cli: [
    "colours.ts",
    "printable.ts",
    "generate.ts",
    "problems.ts",
    "printer",
    "released",
    "recorded.ts",
    "doctor",
    "init",
    "release",
    "released",
    "report",
    "record",
    "diff",
    "output",
    "partition",
    "model",
    "api-model",
    "spec",
    "config",
    "diagnostics",
  ],
  "bin.ts": ["cli"],
};

/** The files that import something, except for the allowed ones. */
function importersOf(matches: (to: string) => boolean, allowed: readonly string[]): readonly string[] {
  return imports
    .filter(({ from, to }) => matches(to) && !allowed.some((prefix) => from.startsWith(prefix)))
    .map(({ from, to }) => `${from} imports ${to}`);
}

describe("allowed imports", () => {
  test("the imports are found", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: "generate.ts", to: "model/index.ts" });
  });

  test("only spec/ parses YAML", () => {
    expect(importersOf((to) => to === "js-yaml", ["spec/"])).toEqual([]);
  });

  test("a room imports only the rooms below it", () => {
    const seen = imports.filter(({ from, to }) => isOwn(to) && roomOf(from) !== roomOf(to));
    expect(new Set(seen.map(({ from }) => roomOf(from)))).toEqual(new Set(Object.keys(BELOW)));
    const wrong = seen.filter(({ from, to }) => !BELOW[roomOf(from)]?.includes(roomOf(to)));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test("neither files nor folders import each other in a cycle, including type imports", () => {
    const own = imports.filter(({ to }) => isOwn(to));
    expect(cyclesOf(own)).toEqual([]);
    const folders = own.map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }));
    expect(cyclesOf(folders.filter(({ from, to }) => from !== to))).toEqual([]);
  });

  test("cycles of any length are found", () => {
    const edges = ["a b", "b a", "c d", "d e", "e c", "e a", "f a"].map((edge) => {
      const [from = "", to = ""] = edge.split(" ");
      return { from, to };
    });
    expect(cyclesOf(edges)).toEqual(["a → b → a", "c → d → e → c"]);
  });

  test("only printer/ runs Handlebars or creates a ts-morph project", () => {
    expect(importersOf((to) => to === "handlebars", ["printer/"])).toEqual([]);
    const creators = files.filter((file) => /new Project\(/.test(file.getFullText()));
    expect(creators.map((file) => relative(source, file.getFilePath()))).toEqual(["printer/ts-morph.ts"]);
  });

  test("ts-morph is slow to load, so only its types are imported, by those who emit, print or read structures", () => {
    const users = ["emitters/", "features/", "printer/", "runtime/"];
    expect(importersOf((to) => to === "ts-morph", users)).toEqual([]);
    const loading = files.filter((file) =>
      file
        .getImportDeclarations()
        .some((each) => each.getModuleSpecifierValue() === "ts-morph" && !each.isTypeOnly()),
    );
    expect(loading.map((file) => relative(source, file.getFilePath()))).toEqual([]);
  });

  test("only output/ writes files", () => {
    const readers = new Set([
      "existsSync",
      "readFileSync",
      "readFile",
      "realpath",
      "lstat",
      "readdir",
      "readdirSync",
      "stat",
      "statSync",
      "realpathSync",
      "Stats",
      "Dirent",
      "FSWatcher",
      "watch",
    ]);
    const writers = files.flatMap((file) =>
      file
        .getImportDeclarations()
        .filter((declaration) => /^(node:)?fs(\/promises)?$/.test(declaration.getModuleSpecifierValue()))
        .flatMap((declaration) => [
          ...declaration.getNamedImports().map((name) => name.getName()),
          ...[declaration.getDefaultImport(), declaration.getNamespaceImport()].flatMap(
            (name) => name?.getText() ?? [],
          ),
        ])
        .filter((name) => !readers.has(name))
        .map(() => relative(source, file.getFilePath())),
    );
    expect(writers.length).toBeGreaterThan(0);
    const others = writers.filter((path) => !path.startsWith("output/"));
    // It writes to files that are open.
    expect(others.filter((path) => path !== "cli/standard-output.ts")).toEqual([]);
  });

  test("only features name uploads, session tokens and signatures, apart from OpenAPI's own terms", () => {
    const NAMES = /upload|sessions?(?![a-z])|fromSession|sessionToken|webhook-?signature|WEBHOOK_/i;
    // The grammar of extensions and the settings for them, the messages about them, the names that are taken, and the sections of templates.
    const allowed = /^(?:features|spec|dialect|config|diagnostics|names)\/|^printer\/package-variables\.ts$/;
    const naming = files.flatMap((file) => {
      const code = file.getFullText().replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, "");
      // The kit exports what features of other packages read.
      const own = code.replaceAll(/^export \{[^}]*\} from "\.\/features\/[^"]*";$/gm, "");
      return NAMES.test(own) ? [relative(source, file.getFilePath())] : [];
    });
    expect(naming).toContain("features/uploads/upload.ts");
    expect(naming.filter((path) => !allowed.test(path))).toEqual([]);
  });

  test("only features and the kit import a file of a feature", () => {
    const kit = ["features/", "kit.ts"];
    expect(importersOf((to) => /^features\/(?!kit\/)[^/]+\//.test(to), kit)).toEqual([]);
  });

  test("emitters do not import each other", () => {
    const seen = imports.filter(({ from, to }) => from.startsWith("emitters/") && to.startsWith("emitters/"));
    expect(seen.filter(({ from }) => from !== "emitters/index.ts")).toEqual([]);
  });

  test("the generator and the packages do not import each other, except that one command runs the mock", () => {
    const own = (to: string) => to.startsWith("@copilot-sdk/") || to.includes("packages/");
    expect(importersOf(own, ["cli/mock.ts"])).toEqual([]);
    const folders = readdirSync(join(workspace, "packages"))
      .filter((name) => !name.startsWith("generator-"))
      .map((name) => join(workspace, "packages", name, "src"))
      // A package with a program and data has no sources.
      .filter((folder) => existsSync(folder));
    const packages = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".ts"))
        .map((path) => join(folder, path)),
    );
    expect(packages.length).toBeGreaterThan(10);
    const importers = packages.filter((path) =>
      readFileSync(path, "utf8").includes("@copilot-sdk/generator"),
    );
    expect(importers).toEqual([]);
  });
});

describe("names that the parts share", () => {
  test("the lists of runtime exports are complete", () => {
    const runtime = new Project({ tsConfigFilePath: join(workspace, "packages/runtime/tsconfig.json") });
    const exportsOf = (path: string) => {
      const index = runtime.getSourceFileOrThrow(join(workspace, "packages/runtime/src", path));
      return [...index.getExportedDeclarations().keys()].toSorted();
    };
    expect(exportsOf("index.ts")).toEqual([...RUNTIME_VALUES, ...RUNTIME_TYPES].toSorted());
    expect(exportsOf("encoders/index.ts")).toEqual(expect.arrayContaining([...ENCODERS]));
    expect(exportsOf("auth/index.ts")).toEqual(expect.arrayContaining([...AUTH_SYMBOLS]));
    expect(exportsOf("client-parameters/index.ts")).toEqual(
      expect.arrayContaining([...CLIENT_PARAMETER_SYMBOLS]),
    );
    expect(exportsOf("int64/index.ts")).toEqual(expect.arrayContaining([...INT64_PARTS, ...INT64_EXPORTS]));
    expect(exportsOf("redirects/index.ts")).toEqual([...REDIRECT_SYMBOLS]);
    expect(exportsOf("servers/index.ts")).toEqual(expect.arrayContaining([...SERVER_SYMBOLS]));
    const streams = [...STREAM_VALUES, ...STREAM_TYPES, ...STREAM_PARTS];
    expect(exportsOf("streams/index.ts")).toEqual(expect.arrayContaining(streams));
    expect(exportsOf("page-styles/index.ts")).toEqual(expect.arrayContaining([...PAGE_READERS]));
    const sessions = [...SESSION_VALUES, ...SESSION_TYPES, ...SESSION_PARTS];
    expect(exportsOf("sessions/index.ts")).toEqual(sessions.toSorted());
    expect(exportsOf("webhooks/index.ts")).toEqual([...WEBHOOK_VALUES, ...WEBHOOK_TYPES].toSorted());
  });

  test("templates escape all values", () => {
    const files = readdirSync(join(workspace, "templates"), { recursive: true, encoding: "utf8" });
    const templates = files.filter((name) => name.endsWith(".hbs"));
    expect(templates.length).toBeGreaterThan(2);
    const raw = templates.filter((name) =>
      /\{\{\{|\{\{~?&/.test(readFileSync(join(workspace, "templates", name), "utf8")),
    );
    expect(raw).toEqual([]);
  });
});
