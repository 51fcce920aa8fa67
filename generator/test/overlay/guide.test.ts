import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { overlay } from "../support/overlay.ts";

const guide = readFileSync(new URL("../../../docs/other-apis.md", import.meta.url), "utf8");

test("the overlay of the guide does what its comments describe", async () => {
  const [, text = ""] = /^```yaml\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  const { document, diagnostics } = await overlay({
    "api.yaml": `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [] } }
  /v2/orders: {}
  /stock: { get: { summary: Stock }, post: { x-internal: true } }
components: { schemas: { Order: { properties: { total: { type: string } } } } }
`,
    "overlay.yaml": text,
  });
  expect(diagnostics).toEqual([]);
  const locale = { name: "locale", in: "query", schema: { type: "string" } };
  const list = { get: { operationId: "listOrders", tags: ["orders"], parameters: [locale] } };
  expect(document?.root.paths).toEqual({
    "/orders": list,
    "/v2/orders": list,
    "/stock": { get: { summary: "Stock" } },
  });
  expect(document?.root.components?.schemas).toEqual({
    Order: { properties: { total: { type: "integer" } } },
  });
});
