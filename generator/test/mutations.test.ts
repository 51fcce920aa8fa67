import { readFileSync } from "node:fs";
import fc from "fast-check";
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { DiagnosticError } from "../src/diagnostics/index.ts";
import { startCpuTime } from "./support/cpu-time.ts";
import { generateFrom } from "./support/generate.ts";

/** How many documents are tried. `MUTATIONS=5000` for a long run, `SEED` for other documents. */
const RUNS = Number(process.env.MUTATIONS ?? 60);

const documents: readonly unknown[] = ["tracker.yaml", "collisions.yaml", "swagger.yaml"].map((name) =>
  parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8")),
);

type Node = Record<string | number, unknown>;

/** What happens to a node: it is removed, replaced, or moved to another place. */
type Mutation = {
  readonly at: number;
  readonly from: number;
  readonly change: "remove" | "copy" | { readonly value: unknown };
};

const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1.5,
    1e21,
    "",
    "text",
    "--",
    "*/",
    "__proto__",
    "constructor",
    [],
    [null],
    {},
    { $ref: 5 },
    { $ref: "#" },
    { $ref: "#/components" },
    { $ref: "#/components/schemas" },
    { $ref: "#/nowhere" },
    { $ref: "nowhere.yaml" },
    { $ref: "urn:x" },
    { allOf: [{ $ref: "#/components/schemas/Issue" }] },
    { oneOf: [{ type: "null" }] },
    { type: "array" },
    { enum: [1, "1", null, true] },
    { type: "object", properties: JSON.parse('{"__proto__": {"type": "string"}}') },
  ),
  fc.constantFrom(...documents.flatMap((document) => referencesIn(document))).map(($ref) => ({ $ref })),
);

const mutations: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  from: fc.nat(),
  change: fc.oneof(
    fc.constantFrom("remove" as const, "copy" as const),
    values.map((value) => ({ value })),
  ),
});

test(
  `whatever happens to a document, it is generated as code of known kinds, or refused for one of a few reasons`,
  async () => {
    let generated = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: documents.length - 1 }),
        fc.array(mutations, { minLength: 1, maxLength: 4 }),
        async (index, changes) => {
          const document = structuredClone(documents[index]) as Node;
          for (const change of changes) mutate(document, change);
          const cpuTime = startCpuTime();
          const files = await filesOf(document);
          expect(cpuTime()).toBeLessThan(10);
          for (const [path, text] of files) if (path.endsWith(".ts")) expectKnownCode(path, text);
          if (files.size > 0) generated += 1;
        },
      ),
      { numRuns: RUNS },
    );
    expect(generated).toBeGreaterThan(RUNS / 20);
  },
  60_000 + RUNS * 3_000,
);

function mutate(document: Node, { at, from, change }: Mutation): void {
  const places = placesIn(document);
  const place = places[at % places.length];
  if (place === undefined) return;
  const source = places[from % places.length];
  if (change === "remove") delete place.owner[place.key];
  else if (change === "copy") place.owner[place.key] = structuredClone(source?.owner[source.key]);
  else place.owner[place.key] = structuredClone(change.value);
}

/** Every member of every object and array. */
function placesIn(value: unknown): { readonly owner: Node; readonly key: string | number }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ owner: value as Node, key }, ...placesIn(child)]);
}

/** References to all nodes up to a depth at which there are schemas and their properties. */
function referencesIn(value: unknown, above = "#", depth = 0): string[] {
  if (typeof value !== "object" || value === null || depth > 6) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const reference = `${above}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [reference, ...referencesIn(child, reference, depth + 1)];
  });
}

/** What a mutation may be refused for: an empty document, a missing file, and parameters that cannot be told apart. */
const REFUSED: ReadonlySet<string> = new Set([
  "file-not-found",
  "no-operations",
  "not-an-object",
  "parameter-clash",
]);

async function filesOf(document: object): Promise<ReadonlyMap<string, string>> {
  try {
    const webhooks = { folder: "events", description: "The events." };
    return (await generateFrom({ "api.json": JSON.stringify(document) }, { webhooks })).files;
  } catch (error) {
    if (error instanceof DiagnosticError) {
      const errors = error.diagnostics.filter(({ severity }) => severity === "error");
      expect(errors.filter(({ code }) => !REFUSED.has(code))).toEqual([]);
      return new Map();
    }
    throw error;
  }
}

const KINDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
]);

/** Tests may call functions, too. */
const TEST_KINDS: ReadonlySet<ts.SyntaxKind> = new Set([...KINDS, ts.SyntaxKind.ExpressionStatement]);

function expectKnownCode(path: string, text: string): void {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const { parseDiagnostics = [] } = source as { parseDiagnostics?: readonly ts.Diagnostic[] };
  const problems = parseDiagnostics.map(
    ({ messageText, start = 0 }) => `${messageText}: ${text.slice(start - 40, start + 40)}`,
  );
  expect(problems, path).toEqual([]);
  const allowed = path.includes("/test/") ? TEST_KINDS : KINDS;
  const unknown = source.statements
    .filter(({ kind }) => !allowed.has(kind))
    .map((each) => each.getText(source));
  expect(unknown, path).toEqual([]);
}
