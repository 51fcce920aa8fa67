import { expect, test } from "vitest";
import { isKnown, matchEnum, type Open, unrecognized } from "../src/index.js";

type Status = Open<"draft" | "paid">;
const Status = Object.freeze({ draft: "draft", paid: "paid" } as const);

test("isKnown tells the values that were known from those that came later", () => {
  expect(
    ["draft", "paid", "archived", "toString", "", null, undefined].map((value) => isKnown(Status, value)),
  ).toEqual([...[true, true], ...[false, false, false, false, false]]);
});

test("unrecognized is the value itself", () => {
  expect([unrecognized("archived"), unrecognized(7)]).toEqual(["archived", 7]);
});

test("matchEnum falls back for what its table does not list, even a name that every object has", () => {
  const look = (status: Status): string => matchEnum(status, { paid: "green", _: "grey" });
  const values: Status[] = ["paid", "draft", unrecognized("toString"), unrecognized("__proto__")];
  expect(values.map(look)).toEqual(["green", "grey", "grey", "grey"]);
});
