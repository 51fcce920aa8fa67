import { describe, expect, test } from "vitest";
import { generateFrom } from "./support/generate.ts";

const error = (schema: string) =>
  `{ description: Error., content: { application/json: { schema: { $ref: "#/components/schemas/${schema}" } } } }`;

const DOCUMENT = `
openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "https://shop.example" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses: { "204": { description: None. }, "404": ${error("Problem")} }
  /items:
    get:
      operationId: listItems
      tags: [items]
      responses: { "204": { description: None. }, "404": ${error("Failure")} }
components:
  schemas:
    Problem: { type: object, properties: { title: { type: string } } }
    Failure: { type: object, properties: { reason: { type: string } } }
`;

describe("a type for the body of every error", () => {
  test("gives the classes of errors this type, in each package that has it", async () => {
    const { files } = await generateFrom({ "api.yaml": DOCUMENT }, { errorBody: "Problem" });
    const text = files.get("shop/src/errors.ts");
    expect(text).toContain(
      "export const NotFoundError: ErrorClass<typeof RuntimeNotFoundError, Problem> = RuntimeNotFoundError as never;",
    );
    const index = files.get("shop/src/index.ts");
    expect(index?.match(/\bNotFoundError\b/g)).toHaveLength(1);
  });

  test("is a warning for operations whose errors have another body", async () => {
    const { diagnostics } = await generateFrom({ "api.yaml": DOCUMENT }, { errorBody: "Problem" });
    expect(diagnostics).toMatchObject([
      { code: "other-error-body", severity: "warning", message: expect.stringContaining("listItems") },
    ]);
  });

  test("is an error if no response has it", async () => {
    const generated = generateFrom({ "api.yaml": DOCUMENT }, { errorBody: "Problems" });
    await expect(generated).rejects.toMatchObject({
      diagnostics: [{ code: "unknown-error-body", help: 'did you mean "Problem"?' }],
    });
  });

  test("is not assumed", async () => {
    const { files } = await generateFrom({ "api.yaml": DOCUMENT });
    expect(files.has("shop/src/index.ts")).toBe(true);
    expect(files.has("shop/src/errors.ts")).toBe(false);
  });
});
