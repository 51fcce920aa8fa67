import { expect, test } from "vitest";
import { isKnown, matchEnum, type Open, unrecognized } from "../src/index.js";

type Status = Open<"draft" | "paid">;
const Status = Object.freeze({ draft: "draft", paid: "paid" } as const);

test("isKnown returns true only for the known values", () => {
  expect(
    ["draft", "paid", "archived", "toString", "", null, undefined].map((value) => isKnown(Status, value)),
  ).toEqual([...[true, true], ...[false, false, false, false, false]]);
});

test("unrecognized returns the value unchanged", () => {
  expect([unrecognized("archived"), unrecognized(7)]).toEqual(["archived", 7]);
});

test("matchEnum falls back for a value not in its table, even a property name of every object", () => {
  const look = (status: Status): string => matchEnum(status, { paid: "green", _: "grey" });
  const values: Status[] = ["paid", "draft", unrecognized("toString"), unrecognized("__proto__")];
  expect(values.map(look)).toEqual(["green", "grey", "grey", "grey"]);
});
