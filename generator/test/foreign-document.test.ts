import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a document of another API", () => {
  const sdk = new GeneratedPackage("tracker.yaml", "parcel-tracker");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("generates a package that compiles, including its tests", () => {
    sdk.run("tsc", "-p", "tsconfig.json");
    expect(sdk.resources()).toEqual(["depots.ts", "parcel.ts"]);
  });

  test("sends parameters that are part of the options in the right place", () => {
    sdk.write(
      "test/options.test.ts",
      `import { expect, test } from "vitest";
import { ParcelTracker } from "../src/index.js";

test("a header that is part of the options", async () => {
  const sent: (readonly [string, Record<string, string>, unknown])[] = [];
  const fetch = async (url: string, { headers, body }: RequestInit = {}) => {
    sent.push([url, Object.fromEntries(new Headers(headers)), body]);
    return new Response("label");
  };
  const { parcel } = new ParcelTracker({ apiKey: "key", baseURL: "https://tracker.example", fetch });
  await parcel.downloadLabel("PX-17", { "X-Paper": "a4", query: { more: 1 }, idempotencyKey: "once" });
  await parcel.downloadLabel("PX-17");
  const [[url, headers, body] = [], [, others] = []] = sent;
  expect(url).toBe("https://tracker.example/parcels/PX-17/label?more=1");
  expect(headers).toMatchObject({ "x-paper": "a4", "idempotency-key": "once" });
  expect(body ?? undefined).toBeUndefined();
  expect(others).not.toHaveProperty("x-paper");
});
`,
    );
    sdk.test("test/options.test.ts");
  });

  test("returns `undefined` for a response without a body, in accordance with its type", () => {
    sdk.write(
      "test/empty.test.ts",
      `import { expect, test } from "vitest";
import { ParcelTracker } from "../src/index.js";

test("a response of 204 beside one with a body", async () => {
  const fetch = async () => new Response(null, { status: 204 });
  const { depots } = new ParcelTracker({ apiKey: "key", baseURL: "https://tracker.example", fetch });
  const all: readonly { name: string }[] | undefined = await depots.list();
  // @ts-expect-error: the response may be empty.
  expect(() => all.length).toThrow(TypeError);
  expect(all).toBeUndefined();
});
`,
    );
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/empty.test.ts");
  });

  test("passes its wire tests for every documented status", () => {
    sdk.test();
    expect(sdk.wireCoverage()).toEqual([
      { operation: "DELETE /parcels/{parcel_id}", status: 204 },
      { operation: "DELETE /parcels/{parcel_id}", status: 404 },
      { operation: "GET /depots", status: 200 },
      { operation: "GET /depots", status: 204 },
      { operation: "GET /parcels", status: 200 },
      { operation: "GET /parcels", status: 401 },
      { operation: "GET /parcels/{parcel_id}", status: 200 },
      { operation: "GET /parcels/{parcel_id}", status: 404 },
      { operation: "GET /parcels/{parcel_id}/label", status: 200 },
      { operation: "POST /parcels", status: 201 },
      { operation: "POST /parcels", status: 401 },
      { operation: "POST /parcels", status: 422 },
    ]);
  });
});

describe("a document that uses the names of the runtime, of globals and of generated code", () => {
  const sdk = new GeneratedPackage("collisions.yaml", "api");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("generates a package that compiles, including its tests", () => {
    sdk.run("tsc", "-p", "tsconfig.json");
    expect(sdk.resources()).toEqual([
      "api-client.ts",
      "client.ts",
      "rate-limit-resource.ts",
      "request-resource.ts",
      "test.ts",
      "transport-resource.ts",
    ]);
  });

  test("passes its wire tests for every operation with a documented status", () => {
    sdk.test();
    expect(sdk.wireCoverage()).toEqual([
      { operation: "DELETE /limits", status: 204 },
      { operation: "GET /a/{id}/{params}/{options}/{class}", status: 200 },
      { operation: "GET /limits", status: 200 },
      { operation: "GET /requests", status: 200 },
      { operation: "POST /a/{id}/{params}/{options}/{class}", status: 201 },
      { operation: "PUT /requests", status: 204 },
    ]);
  });
});

describe("a document with webhooks, callbacks, and what is new in OpenAPI 3.2", () => {
  const sdk = new GeneratedPackage("depot.yaml", "depot");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("generates a package that compiles, with types for what the API sends", () => {
    sdk.write(
      "test/types.test.ts",
      `import { expect, test } from "vitest";
import {
  type AnyWebhookEvent,
  AnyWebhookEventType,
  type Arrival,
  type SendParcelArrivedCallback,
  type SendParcelMovedCallback,
} from "../src/index.js";
import { createWebhookHandler, WebhookError, webhooks } from "../src/receiver.js";

test("events and callbacks have types", async () => {
  const arrived: SendParcelArrivedCallback = { parcel: { id: "p1", state: "ready" } };
  const same: Arrival = arrived;
  const moved: SendParcelMovedCallback = { to: "Lyon" };
  // @ts-expect-error: \`to\` is required.
  const wrong: SendParcelMovedCallback = {};
  const cityOf = (event: AnyWebhookEvent): string | undefined => {
    switch (event.kind) {
      case "found":
        return event.arrival?.parcel.id;
      default:
        return undefined;
    }
  };
  expect([same, moved, wrong]).toHaveLength(3);
  expect(cityOf({ kind: "found", arrival: arrived })).toBe("p1");
  expect(AnyWebhookEventType).toEqual({ found: "found", lost: "lost" });
  const body = JSON.stringify({ kind: "lost" });
  const headers = await webhooks.generateTestHeaders(body, { secret: "s" });
  expect(await webhooks.unwrap(body, headers, { secret: "s" })).toEqual({ kind: "lost" });
  await expect(webhooks.unwrap(body, {}, { secret: "s" })).rejects.toBeInstanceOf(WebhookError);
  expect(createWebhookHandler({ secret: "s", on: {}, fallback: () => {} })).toHaveProperty("fetch");
});
`,
    );
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/types.test.ts");
  });

  test("sends any method, and a parameter that is the whole query", () => {
    sdk.write(
      "test/calls.test.ts",
      `import { expect, test } from "vitest";
import { Depot } from "../src/index.js";

test("the requests", async () => {
  const sent: string[] = [];
  const fetch = async (url: string, { method, body }: RequestInit = {}) => {
    sent.push(\`\${method} \${url.slice("https://depot.example".length)} \${body ?? ""}\`.trim());
    return method === "QUERY" ? Response.json([{ id: "p1" }]) : new Response(null, { status: 204 });
  };
  const { parcels } = new Depot({ fetch });
  expect(await parcels.find({ city: "Lyon" })).toEqual([{ id: "p1" }]);
  await parcels.list({ filter: { city: "Lyon", states: ["ready", "lost"] } });
  await parcels.webhooks();
  expect(sent).toEqual([
    'QUERY /parcels {"city":"Lyon"}',
    "GET /parcels?city=Lyon&states=ready&states=lost",
    "COPY /parcels",
  ]);
});
`,
    );
    sdk.test("test/calls.test.ts");
  });

  test("passes its wire tests for the methods that the mock server knows", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toEqual([
      { operation: "GET /parcels/{id}", status: 200 },
      { operation: "PUT /parcels/{id}", status: 204 },
    ]);
  });
});
