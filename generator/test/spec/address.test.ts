import { expect, test } from "vitest";
import { displayReference } from "../../src/spec/address.ts";

test.each([
  ["https://me:secret@shop.example/a.yaml?key=secret#/A", "https://shop.example/a.yaml#/A"],
  ["//me:secret@shop.example/a.yaml", "https://shop.example/a.yaml"],
  ["//me:sec/ret@[/a.yaml", "//[/a.yaml"],
  ["http://[me:secret@shop.example/a.yaml", "http://shop.example/a.yaml"],
  ["ftp://me:secret@shop.example/a.yaml", "ftp://shop.example/a.yaml"],
  ["https:me:secret@shop.example/a.yaml", "https://shop.example/a.yaml"],
  ["me:secret@shop.example/a.yaml#/A", "shop.example/a.yaml#/A"],
  ["{scheme}://me:secret@shop.example", "shop.example"],
])("a message shows %s as %s", (reference, shown) => {
  expect(displayReference(reference)).toBe(shown);
});

test.each(["../a@2.yaml#/A", "schemas/@acme/a.yaml", "urn:acme:orders", "#/components/schemas/A@b"])(
  "a message shows %s, which contains no credentials, as it is",
  (reference) => {
    expect(displayReference(reference)).toBe(reference);
  },
);
