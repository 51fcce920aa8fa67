import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SdkConfig } from "../src/config/index.ts";
import { DiagnosticError, formatDiagnostics } from "../src/diagnostics/index.ts";
import { generateFrom } from "./support/generate.ts";

const folder = new URL("./scenarios/", import.meta.url);

/** A `##` section: its title, the document, and the expected parts of generated files. */
interface Scenario {
  readonly title: string;
  readonly document: string;
  /** The YAML with a name: overlays that apply to the document. */
  readonly overlays: { readonly [file: string]: string };
  /** The block with the language `json` and no file. Default: calls are named from tags, as nearly all scenarios are about something else. */
  readonly config: Partial<SdkConfig>;
  readonly expected: readonly { readonly file: string; readonly text: string }[];
  readonly diagnostics: string | undefined;
}

const HEADER = `openapi: 3.1.0
info: { title: Shop API, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
`;

for (const name of readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .sort()) {
  describe(name, () => {
    const scenarios = scenariosOf(readFileSync(new URL(name, folder), "utf8"));
    test("has scenarios", () => expect(scenarios.length).toBeGreaterThan(0));
    for (const scenario of scenarios) test(scenario.title, () => check(scenario));
  });
}

async function check({ document, overlays, config, expected, diagnostics }: Scenario): Promise<void> {
  expect(expected.length + (diagnostics === undefined ? 0 : 1)).toBeGreaterThan(0);
  const source = document.startsWith("openapi:") ? document : HEADER + document;
  const files = { "shop.yaml": source, ...overlays };
  const generated = generateFrom(files, { overlays: Object.keys(overlays), ...config });
  const result = await generated.catch((error: unknown) => {
    if (error instanceof DiagnosticError)
      return { files: new Map<string, string>(), diagnostics: error.diagnostics };
    throw error;
  });
  if (diagnostics !== undefined) {
    const lines = formatDiagnostics(result.diagnostics, "text");
    expect(lines.replaceAll(/[^\s/]*\/\S*\/(?=[\w-]+\.yaml)/g, "").trim()).toBe(diagnostics);
  } else {
    expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  }
  for (const { file, text } of expected) {
    const written = result.files.get(`shop/${file}`);
    expect(written, `${file}, of ${[...result.files.keys()].join(", ")}`).toBeDefined();
    expect(`\n${written}`).toContain(`\n${text}\n`);
  }
}

function scenariosOf(markdown: string): readonly Scenario[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const blocks = [...section.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(
        ([, language, file, text]) => ({
          language,
          file: file ?? "",
          text: (text ?? "").trimEnd(),
        }),
      );
      return {
        title: section.split("\n")[0]?.trim() ?? "",
        document: blocks.find(({ language, file }) => language === "yaml" && file === "")?.text ?? "",
        overlays: Object.fromEntries(
          blocks
            .filter(({ language, file }) => language === "yaml" && file !== "")
            .map(({ file, text }) => [file, text]),
        ),
        config: JSON.parse(
          blocks.find(({ language, file }) => language === "json" && file === "")?.text ??
            '{ "naming": "tags" }',
        ),
        expected: blocks.filter(({ language, file }) => file !== "" && language !== "yaml"),
        diagnostics: blocks.find(({ language }) => language === "text")?.text,
      };
    });
}
