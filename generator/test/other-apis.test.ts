import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allResources } from "../src/api-model/index.ts";
import { loadConfig, type ResolvedConfig } from "../src/config/index.ts";
import { readDocument } from "../src/generate.ts";
import { buildModel } from "../src/model/index.ts";
import type { OpenApiDocument } from "../src/spec/index.ts";

const workspace = fileURLToPath(new URL("../../", import.meta.url));

/** Names of this API that the generator may contain, with the reasons. */
const ALLOWED: { readonly [name: string]: string } = {
  "@copilot-sdk": "The scope of the runtime and the mock server, which all generated packages depend on.",
  apiKey: "A type of security scheme in OpenAPI, and an option of the runtime.",
  eventType: "A member of the model.",
  fileName: "A function of the generator.",
  isRequired: "A variable of the templates.",
  "Retry-After": "A header of HTTP.",
  userAgent: "An option of the runtime.",
};

describe("the generator does not depend on this API", async () => {
  const config = await loadConfig({ cwd: workspace });
  const { document } = await readDocument(config);
  const names: Names = { own: ownNames(document, config), parts: partNames(document, config) };
  const found = mentionsIn(sourceFiles(), names);

  test("the names include hosts, headers, parameters, types and packages", () => {
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

  test("names of the API are found inside words, other names only as whole words", () => {
    const code =
      'const key = env.COPILOT_KEY;\nconst limit = { header: "x-api-key" };\nlistinvoices(listInvoicesNow);\nlistInvoices();';
    expect(mentionsIn([["a.ts", code]], names)).toEqual([
      { name: "copilot", file: "a.ts", line: 1 },
      { name: "X-API-KEY", file: "a.ts", line: 2 },
      { name: "listInvoices", file: "a.ts", line: 4 },
    ]);
  });

  test("code and templates contain no name of this API", () => {
    // This file replaces the name of this project by that of the owner of a runtime.
    const others = found.filter(({ file }) => file !== "generator/src/runtime/renamed.ts");
    const forbidden = others.filter(({ name }) => !Object.hasOwn(ALLOWED, name));
    expect(forbidden.map(({ name, file, line }) => `${file}:${line} ${name}`)).toEqual([]);
  });

  test("only few files contain the names of packages of this repository, outside of comments", () => {
    const isComment = /^\s*(?:\/?\*|\/\/)/;
    const files = sourceFiles().filter(([, text]) =>
      text.split("\n").some((line) => line.includes("@copilot-sdk") && !isComment.test(line)),
    );
    expect(files.map(([file]) => file).sort()).toEqual([
      // The command that runs the mock imports it.
      "generator/src/cli/mock.ts",
      "generator/src/names/runtime-symbols.ts",
      "generator/src/runtime/renamed.ts",
    ]);
  });

  test("every allowed name occurs", () => {
    const used = new Set(found.map(({ name }) => name));
    expect(Object.keys(ALLOWED).filter((name) => !used.has(name))).toEqual([]);
  });
});

/** The names of the API, which are found in any case and inside words: title, hosts, packages, environment. */
function ownNames({ root }: OpenApiDocument, { scope, environment, umbrella }: ResolvedConfig) {
  const hosts = (root.servers ?? []).map(({ url }) => new URL(url).hostname);
  const domains = hosts.map((host) => host.split(".").slice(-2).join("."));
  const names = [root.info.title, ...domains, scope, environment, umbrella?.client, umbrella?.folder];
  return names.filter((name) => name !== undefined).map((name) => name.toLowerCase());
}

/** The names of parts of the API, without single words that any API may use: `invoices`, `limit`, `File`. */
function partNames(document: OpenApiDocument, config: ResolvedConfig): readonly string[] {
  const { root } = document;
  const { types, resources } = buildModel(document, config).model;
  const operations = allResources(resources).flatMap((resource) => resource.operations);
  const names = [
    ...Object.keys(root.paths ?? {}),
    ...types.map(({ name }) => name),
    ...allResources(resources).flatMap(({ name, className }) => [name, className]),
    ...operations.map(({ id }) => id),
    ...textsIn(root),
  ];
  // The generator defines the extensions of the document.
  return names.filter((name) => name.length > 3 && /[a-z][A-Z]|[-_./]/.test(name) && !name.startsWith("x-"));
}

/** Keys and strings that are names: of properties, parameters, headers, tags, enum values, event types. */
function textsIn(value: unknown, member = ""): readonly string[] {
  if (typeof value === "string") return NAMES.has(member) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, member));
  if (typeof value !== "object" || value === null) return [];
  const keys = MAPS.has(member) ? Object.keys(value) : [];
  const members = Object.entries(value).filter(([key]) => !EXAMPLES.has(key));
  return [...keys, ...members.flatMap(([key, item]) => textsIn(item, key))];
}

/** Members with data in place of names. */
const EXAMPLES = new Set(["example", "examples", "default"]);

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

/** The occurrences of names. If one is part of another, only the longest counts. */
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
        // Case matters in names such as `listInvoices`, but not in the names of headers.
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
