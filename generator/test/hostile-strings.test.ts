import fc from "fast-check";
import { Project, SyntaxKind } from "ts-morph";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../src/diagnostics/index.ts";
import { generateFrom } from "./support/generate.ts";

/** Strings that could break out of a comment, a literal, a template or a type, to call `pwned()`. */
const pieces = [
  "pwned()",
  "*/",
  "/*",
  "//",
  "`",
  "$\u007bpwned()}",
  '"',
  "'",
  "\\",
  "\n",
  "\r",
  "\u2028",
  ";",
  "}",
  "{",
  "{{{pwned}}}",
  "{{",
  "]",
  "<script>pwned()</script>",
  "__proto__",
  "constructor",
  "prototype",
  "import('x')",
  "=>",
  "@",
  "\u0000",
  "-",
  "é",
  "",
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join(""));
const named = hostile.map((text) => `n${text}`);

/** A document with a hostile string in every place that allows a string. */
const documents = fc
  .record({
    title: named,
    words: hostile,
    tag: named,
    id: named,
    parameter: named,
    property: named,
    value: named,
    schema: named,
    header: hostile,
    event: named,
    path: hostile,
    pathParameter: named,
  })
  .map((text) => ({
    openapi: "3.1.0",
    info: { title: text.title, version: "1.0.0", description: text.words },
    servers: [
      { url: `https://api.example/${text.words}` },
      {
        url: "https://{a}.example",
        name: text.words,
        description: text.words,
        variables: { a: { default: text.words, enum: [text.words], description: text.words } },
      },
    ],
    security: [{ key: [] }, { [`token ${text.words}`]: [text.words] }, { login: [] }],
    tags: [{ name: text.tag, description: text.words }],
    paths: {
      [`/things/${text.path}/{id}/{${text.pathParameter.replace(/[{}]/g, "")}}`]: {
        post: {
          operationId: text.id,
          tags: [text.tag],
          summary: text.words,
          description: text.words,
          parameters: [
            {
              name: text.pathParameter.replace(/[{}]/g, ""),
              in: "path",
              required: true,
              description: text.words,
              schema: { type: "string" },
            },
            {
              name: "id",
              in: "path",
              required: true,
              description: text.words,
              example: text.value,
              schema: { type: "string" },
            },
            {
              name: text.parameter,
              in: "query",
              description: text.words,
              example: text.value,
              schema: { type: "string", default: text.words },
            },
          ],
          requestBody: {
            required: true,
            content: {
              [text.header || "application/json"]: { schema: { $ref: "#/components/schemas/Thing" } },
              "application/json": {
                example: { [text.property]: text.value },
                schema: { $ref: "#/components/schemas/Thing" },
              },
            },
          },
          responses: {
            "200": {
              description: text.words,
              content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
            },
          },
        },
      },
    },
    "x-webhook-signature": { header: text.header || "X-Signature", timestamp: text.property },
    webhooks: {
      [text.event]: {
        post: {
          summary: text.words,
          requestBody: {
            content: { "application/json": { schema: { $ref: "#/components/schemas/Event" } } },
          },
          responses: { "200": { description: text.words } },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: text.header || "X-Key", description: text.words },
        login: { type: "http", scheme: text.header || "basic", description: text.words },
        [`token ${text.words}`]: {
          type: "oauth2",
          description: text.words,
          flows: { clientCredentials: { tokenUrl: text.words, scopes: { [text.words]: text.words } } },
        },
      },
      schemas: {
        Event: {
          type: "object",
          required: ["type"],
          properties: {
            type: { const: text.event, description: text.words },
            thing: { $ref: "#/components/schemas/Thing" },
          },
        },
        Thing: {
          type: "object",
          description: text.words,
          properties: {
            [text.property]: {
              type: "string",
              description: text.words,
              enum: [text.value, `${text.value}2`],
              "x-enum-descriptions": { [text.value]: text.words },
              "x-enum-varnames": [text.words, text.property],
            },
            named: {
              oneOf: [
                { const: 1, title: text.words, description: text.words },
                { const: 2, title: text.property },
              ],
            },
            constant: { const: text.value },
            [`${text.schema}!`]: {
              type: "object",
              deprecated: true,
              "x-deprecated-reason": text.words,
              properties: { [text.property]: { type: "number" } },
            },
          },
        },
      },
    },
  }));

describe("hostile text in a document", () => {
  test("never becomes code: all generated files parse, and none calls the function in it", async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const files = await filesOf(document);
        const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
        for (const [path, text] of files) {
          if (path.endsWith(".json")) JSON.parse(text);
          if (!path.endsWith(".ts")) continue;
          written += 1;
          const source = project.createSourceFile(path, text);
          expect(
            project
              .getProgram()
              .getSyntacticDiagnostics(source)
              .map((problem) => problem.getMessageText()),
          ).toEqual([]);
          const calls = source
            .getDescendantsOfKind(SyntaxKind.CallExpression)
            .map((call) => call.getExpression().getText());
          expect(calls.filter((callee) => callee === "pwned" || callee === "import")).toEqual([]);
          expect(source.getDescendantsOfKind(SyntaxKind.TemplateExpression)).toEqual([]);
          // As a computed key, `__proto__` is an ordinary property.
          const computed = source.getDescendantsOfKind(SyntaxKind.ComputedPropertyName);
          const keys = computed.map((key) => key.getText());
          expect(keys.filter((key) => key !== '["__proto__"]')).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
    expect(written).toBeGreaterThan(300);
  });
});

const WITH_EVENTS = { webhooks: { folder: "events", description: "The events." } };

/** The generated files. Empty if the document is rejected with diagnostics. */
async function filesOf(document: object): Promise<ReadonlyMap<string, string>> {
  try {
    return (await generateFrom({ "hostile.json": JSON.stringify(document) }, WITH_EVENTS)).files;
  } catch (error) {
    if (error instanceof DiagnosticError) return new Map();
    throw error;
  }
}
