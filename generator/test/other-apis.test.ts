import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadConfig, type ResolvedConfig } from "../src/config/index.ts";
import { readDocument } from "../src/generate.ts";
import { buildModel } from "../src/model/index.ts";
import type { OpenApiDocument } from "../src/spec/index.ts";

const workspace = fileURLToPath(new URL("../../", import.meta.url));

/** Names that this API shares with the generator's own, and why these stay. */
const SHARED: { readonly [name: string]: string } = {
  "@copilot-sdk":
    "The scope of the runtime and the mock server, which generated packages of any API depend on.",
  apiKey: "OpenAPI's word for a kind of credentials, and the runtime's option for it.",
  eventType: "A member of the model: the type of an event.",
  fileName: "A function: a name as the name of a file.",
};

describe("nothing in the generator is about this API alone", async () => {
  const config = await loadConfig({ cwd: workspace });
  const { document } = await readDocument(config);
  const names: Names = { own: ownNames(document, config), parts: partNames(document, config) };
  const found = mentionsIn(sourceFiles(), names);

  test("the search knows the API by its hosts, its headers, its parameters, its types and its packages", () => {
    expect(new Set(names.own)).toEqual(
      new Set(["copilot", "copilot.com", "assembly.com", "@copilot-sdk", "copilot-sdk"]),
    );
    const parts = [
      "X-API-KEY",
      "X-Copilot-Signature",
      "nextToken",
      "workspaceId",
      "InvoiceStatus",
      "listInvoices",
    ];
    expect(names.parts).toEqual(expect.arrayContaining(parts));
  });

  test("the search finds names in any place, and whole words alone of those that are made of words", () => {
    const code =
      'const key = env.COPILOT_KEY;\nconst limit = { header: "x-api-key" };\nlistinvoices(listInvoicesNow);\nlistInvoices();';
    expect(mentionsIn([["a.ts", code]], names)).toEqual([
      { name: "copilot", file: "a.ts", line: 1 },
      { name: "X-API-KEY", file: "a.ts", line: 2 },
      { name: "listInvoices", file: "a.ts", line: 4 },
    ]);
  });

  test("neither the code nor the templates name it", () => {
    const unshared = found.filter(({ name }) => !Object.hasOwn(SHARED, name));
    expect(unshared.map(({ name, file, line }) => `${file}:${line} ${name}`)).toEqual([]);
  });

  test("only one file names the packages of this repository", () => {
    const files = found.filter(({ name }) => name === "@copilot-sdk").map(({ file }) => file);
    expect([...new Set(files)]).toEqual(["generator/src/surface/runtime-symbols.ts"]);
  });

  test("each shared name is still needed", () => {
    const used = new Set(found.map(({ name }) => name));
    expect(Object.keys(SHARED).filter((name) => !used.has(name))).toEqual([]);
  });
});

/** What this API is called, in any spelling and within any word: its title, its hosts, its packages, its environment. */
function ownNames({ root }: OpenApiDocument, { scope, environment, umbrella }: ResolvedConfig) {
  const hosts = (root.servers ?? []).map(({ url }) => new URL(url).hostname);
  const domains = hosts.map((host) => host.split(".").slice(-2).join("."));
  const names = [root.info.title, ...domains, scope, environment, umbrella?.client, umbrella?.folder];
  return names.filter((name) => name !== undefined).map((name) => name.toLowerCase());
}

/** What this API calls its parts, but for single words, which any API may use: `invoices`, `limit`, `File`. */
function partNames(document: OpenApiDocument, config: ResolvedConfig): readonly string[] {
  const { root } = document;
  const { types, resources } = buildModel(document, config.names).model;
  const operations = resources.flatMap((resource) => resource.operations);
  const names = [
    ...Object.keys(root.paths ?? {}),
    ...types.map(({ name }) => name),
    ...resources.flatMap(({ name, className }) => [name, className]),
    ...operations.map(({ id }) => id),
    ...textsIn(root),
  ];
  // The document's extensions are the generator's own.
  return names.filter((name) => name.length > 3 && /[a-z][A-Z]|[-_./]/.test(name) && !name.startsWith("x-"));
}

/** Keys of maps by name, and texts that are names: of parameters, headers and tags, values of enums, types of events. */
function textsIn(value: unknown, member = ""): readonly string[] {
  if (typeof value === "string") return NAMES.has(member) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, member));
  if (typeof value !== "object" || value === null) return [];
  const keys = MAPS.has(member) ? Object.keys(value) : [];
  return [...keys, ...Object.entries(value).flatMap(([key, item]) => textsIn(item, key))];
}

const MAPS = new Set([
  "properties",
  "schemas",
  "parameters",
  "headers",
  "webhooks",
  "securitySchemes",
  "plans",
]);
const NAMES = new Set(
  "operationId name tags enum const cursor size items next header timestamp query workspace session expires".split(
    " ",
  ),
);

interface Names {
  readonly own: readonly string[];
  readonly parts: readonly string[];
}

interface Mention {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Where names are mentioned; the longest counts where one is part of another. */
function mentionsIn(
  files: readonly (readonly [path: string, text: string])[],
  names: Names,
): readonly Mention[] {
  const pattern = new RegExp(`${oneOf(names.own)}|(?<![\\w$])${oneOf(names.parts)}(?![\\w$])`, "gi");
  const spelling = new Map([...names.parts, ...names.own].map((name) => [name.toLowerCase(), name]));
  return files.flatMap(([file, text]) =>
    text.split("\n").flatMap((content, index) =>
      [...content.matchAll(pattern)].flatMap(([mention]) => {
        const name = spelling.get(mention.toLowerCase()) ?? mention;
        // Capitals tell words apart in a name such as `listInvoices`; in that of a header they mean nothing.
        const isName = name === mention || !/[a-z][A-Z]/.test(name);
        return isName ? [{ name, file, line: index + 1 }] : [];
      }),
    ),
  );
}

function oneOf(names: readonly string[]): string {
  return `(?:${names
    .toSorted((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join("|")})`;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function sourceFiles(): readonly (readonly [string, string])[] {
  return ["generator/src", "templates"].flatMap((folder) =>
    readdirSync(join(workspace, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(workspace, file), readFileSync(file, "utf8")] as const),
  );
}
