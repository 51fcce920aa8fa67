import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { buildReference } from "../src/index.ts";

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const referenceOf = (name: string) => buildReference({ specFiles: [fixture(name)], name: "@acme/api" });

describe("the reference of a package as data", () => {
  test("describes each method with its request, its parameters, its errors and a call", async () => {
    const { packages } = await referenceOf("tracker.yaml");
    const [own] = packages;
    expect(packages.length).toBe(1);
    expect(own).toMatchObject({ name: "@acme/api", client: "ParcelTracker" });
    expect(own?.construct).toContain("new ParcelTracker()");
    const methods = own?.pages.flatMap((page) => page.methods) ?? [];
    const label = methods.find(({ title }) => title === "parcels.retrieveLabel");
    expect(label).toMatchObject({
      anchor: "parcelsretrievelabel",
      httpMethod: "GET",
      path: "/parcels/{parcel_id}/label",
      call: "parcelTracker.parcels.retrieveLabel(parcel_id, options?)",
    });
    expect(label?.sample).toContain("await parcelTracker.parcels.retrieveLabel(");
    expect(label?.fields.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ["parcel_id", true],
      ["X-Paper", false],
    ]);
  });

  test("has a page for each resource in another one, and each type once", async () => {
    const { packages } = await referenceOf("nested-chat.yaml");
    const paths = packages.flatMap(({ pages }) => pages.map(({ path }) => path));
    expect(paths.some((path) => path.length > 1)).toBe(true);
    const types = packages.flatMap(({ pages, types }) => [...types, ...pages.flatMap((page) => page.types)]);
    const names = types.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });

  test("throws the problems of the document", async () => {
    await expect(referenceOf("nothing.yaml")).rejects.toMatchObject({
      diagnostics: [{ code: "file-not-found" }],
    });
  });
});
