import { readFileSync } from "node:fs";
import type { SdkConfig } from "../config/index.ts";
import { GENERATOR_PACKAGE } from "../names/runtime-symbols.ts";
import type { NewFile } from "../output/index.ts";
import { TemplatePrinter } from "../printer/template-printer.ts";
import { TEMPLATES } from "../printer/templates-folder.ts";
import { npmNameParts } from "./package-layout.ts";
import { TOOLS } from "./tools.ts";

/** Files of the repository that are the same for every API. */
const FIXED = new URL("init/", TEMPLATES);

/** Inputs of the files of a repository. */
export interface Repository {
  readonly config: SdkConfig;
  /** npm name of the package, or of the one that has all the others. */
  readonly name: string;
  /** The title of the API. */
  readonly title: string;
  /** The version of this generator. */
  readonly version: string;
}

/** The workspace around the spec and the packages. */
export function repositoryFiles(repository: Repository): readonly NewFile[] {
  return [
    jsonFile("package.json", rootManifest(repository)),
    { path: "pnpm-workspace.yaml", content: workspaceText() },
    jsonFile("turbo.json", TURBO),
    jsonFile(".changeset/config.json", CHANGESETS),
    { path: "README.md", content: readme(repository) },
    fixedFile(".gitignore", "gitignore"),
    fixedFile(".gitattributes", "gitattributes"),
    fixedFile(".github/workflows/ci.yml", "ci.yml"),
    fixedFile(".github/workflows/release.yml", "release.yml"),
  ];
}

function rootManifest({ name, version }: Repository): object {
  return {
    name: `${npmNameParts(name).folder}-workspace`,
    private: true,
    type: "module",
    packageManager: `pnpm@${TOOLS.pnpm}`,
    engines: { node: ">=22.11" },
    scripts: {
      generate: "sdkgen generate",
      check: "sdkgen check",
      build: "turbo run build",
      test: "sdkgen check && sdkgen bundle --out .wire/openapi.json && turbo run build typecheck test",
      "release:versions":
        "sdkgen release && changeset version && sdkgen release && sdkgen generate && pnpm install --lockfile-only --no-frozen-lockfile",
      "release:publish": "turbo run build && changeset publish",
    },
    devDependencies: {
      "@changesets/cli": TOOLS["@changesets/cli"],
      [GENERATOR_PACKAGE]: version,
      pnpm: TOOLS.pnpm,
      turbo: TOOLS.turbo,
    },
  };
}

/** Written by hand, since comments explain it. */
function workspaceText(): string {
  const tools = (["@types/node", "rolldown", "typescript", "vitest"] as const).map(
    (tool) => `  ${JSON.stringify(tool)}: ${TOOLS[tool]}`,
  );
  return [
    "packages:",
    "  - packages/*",
    "",
    "# The installed pnpm is used; it does not look for the one of package.json in the registry.",
    "pmOnFail: ignore",
    "",
    "# Scripts do not install what is missing: turbo runs several at once.",
    "verifyDepsBeforeRun: false",
    "",
    "# Packages whose install step may run.",
    "allowBuilds:",
    "  pnpm: true",
    "",
    "# One version of each tool for all packages.",
    "catalog:",
    ...tools,
    "",
  ].join("\n");
}

const TURBO = {
  $schema: "./node_modules/turbo/schema.json",
  globalDependencies: [".wire/openapi.json"],
  tasks: {
    build: {
      dependsOn: ["^build"],
      inputs: ["src/**", "bundle.mjs", "package.json", "tsconfig*.json"],
      outputs: ["dist/**"],
    },
    typecheck: { dependsOn: ["^build"] },
    test: { dependsOn: ["build"] },
  },
};

const CHANGESETS = {
  changelog: "@changesets/cli/changelog",
  commit: false,
  access: "public",
  baseBranch: "main",
  updateInternalDependencies: "patch",
  format: false,
};

function readme({ config, title, name }: Repository): string {
  const { folder } = npmNameParts(name);
  const data = { title, name, folder, documents: config.documents.join(", ") };
  return new TemplatePrinter().print({
    kind: "template",
    path: "README.md",
    template: "init/readme.md",
    data,
  });
}

function fixedFile(path: string, source: string): NewFile {
  return { path, content: readFileSync(new URL(source, FIXED), "utf8").replaceAll("\r\n", "\n") };
}

function jsonFile(path: string, value: object): NewFile {
  return { path, content: `${JSON.stringify(value, undefined, 2)}\n` };
}
