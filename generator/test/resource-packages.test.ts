import { expect, test } from "vitest";
import { type DiagnosticError, formatDiagnostics } from "../src/diagnostics/index.ts";
import { generateFrom } from "./support/generate.ts";

const done = "responses: { 204: { description: Done. } }";

const DOCUMENT = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
tags: [{ name: Price lists }]
paths:
  /chat/completions: { get: { tags: [Talk], ${done} } }
  /chat/sessions: { get: { tags: [Talk], ${done} } }
  /price-lists: { get: { tags: [Price lists], ${done} } }
  /price-lists/archive/items: { get: { tags: [Price lists], ${done} } }
`;

const umbrella = { folder: "all", client: "Shop", description: "Everything." };

test("a package has a resource with all that is in it, by the name of the resource or by its tag", async () => {
  const { files } = await generateFrom(
    { "shop.yaml": DOCUMENT },
    {
      packages: {
        talk: { client: "Talk", description: "Talk.", resources: ["chat"] },
        sales: { client: "Sales", description: "Sales.", resources: ["Price lists"] },
      },
      umbrella,
    },
  );
  const sources = [...files.keys()].filter((path) => path.includes("/src/resources/"));
  expect(sources.sort()).toEqual([
    "sales/src/resources/price-lists.ts",
    "sales/src/resources/price-lists/archive.ts",
    "sales/src/resources/price-lists/archive/items.ts",
    "talk/src/resources/chat.ts",
    "talk/src/resources/chat/completions.ts",
    "talk/src/resources/chat/sessions.ts",
  ]);
  const client = files.get("all/src/client.ts") ?? "";
  expect(client).toContain('import { Chat } from "talk";');
  expect([...client.matchAll(/^ {4}this\.(\w+) = new (\w+)/gm)].map(([, name]) => name)).toEqual([
    "chat",
    "priceLists",
  ]);
  expect(files.get("all/src/index.ts"), "nested classes are exported, too").toContain("ChatCompletions,");
  expect(files.get("all/api.md")).toContain("### chat.completions\n\nPackage: `talk`");
});

test("a resource in two packages, by its name in one and by its tag in the other, is an error", async () => {
  const generated = generateFrom(
    { "shop.yaml": DOCUMENT },
    {
      packages: {
        a: { client: "A", description: "A.", resources: ["chat", "priceLists"] },
        b: { client: "B", description: "B.", resources: ["Price lists", "completions"] },
      },
    },
  );
  const error: DiagnosticError = await generated.then(
    () => expect.fail("no error"),
    (reason: unknown) => reason as DiagnosticError,
  );
  const text = formatDiagnostics(error.diagnostics, "text");
  expect(text).toContain(
    'resource-in-two-packages: several packages contain the resource "Price lists": a, b',
  );
  expect(text).toContain('unknown-resource: the package "b" lists the resource "completions"');
});
