import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a document that has nothing to do with this repository", () => {
  const sdk = new GeneratedPackage("tracker.yaml", "parcel-tracker");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("becomes a package that the compiler accepts, tests included", () => {
    sdk.run("tsc", "-p", "tsconfig.json");
    expect(sdk.resources()).toEqual(["depots.ts", "parcel.ts"]);
  });

  test("is called over HTTP in every documented status, against Prism", () => {
    sdk.run("vitest", "run", "--root", sdk.folder);
    expect(sdk.wireCoverage()).toEqual([
      { operation: "DELETE /parcels/{parcel_id}", status: 204 },
      { operation: "DELETE /parcels/{parcel_id}", status: 404 },
      { operation: "GET /depots", status: 200 },
      { operation: "GET /parcels", status: 200 },
      { operation: "GET /parcels", status: 401 },
      { operation: "GET /parcels/{parcel_id}", status: 200 },
      { operation: "GET /parcels/{parcel_id}", status: 404 },
      { operation: "GET /parcels/{parcel_id}/label", status: 200 },
      { operation: "POST /parcels", status: 201 },
      { operation: "POST /parcels", status: 401 },
      { operation: "POST /parcels", status: 422 },
    ]);
  }, 60_000);
});

describe("a document that uses the names of the runtime, the platform and the generated code itself", () => {
  const sdk = new GeneratedPackage("collisions.yaml", "api");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("becomes a package that the compiler accepts, tests included", () => {
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

  test("is called over HTTP, but for what documents no status of its own", () => {
    sdk.run("vitest", "run", "--root", sdk.folder);
    expect(sdk.wireCoverage()).toEqual([
      { operation: "DELETE /limits", status: 204 },
      { operation: "GET /a/{id}/{params}/{options}/{class}", status: 200 },
      { operation: "GET /limits", status: 200 },
      { operation: "GET /requests", status: 200 },
      { operation: "POST /a/{id}/{params}/{options}/{class}", status: 201 },
      { operation: "PUT /requests", status: 204 },
    ]);
  }, 60_000);
});
