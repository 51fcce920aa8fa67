import assert from "node:assert/strict";
import { test } from "node:test";
import { compareNames } from "../src/names/compare.ts";

const call = (method: string, path: string, name: string) => ({ method, path, name });

test("calls are compared by their last word, last two words and whole name", () => {
  const ours = [
    call("GET", "/a/{id}", "a.retrieve"),
    call("GET", "/a/{id}/items", "a.items.list"),
    call("POST", "/b", "b.create"),
    call("POST", "/c", "c.create"),
  ];
  const theirs = [
    call("GET", "/a/{a_id}", "a.retrieve"),
    call("GET", "/a/{a_id}/items", "a.listItems"),
    call("POST", "/b", "beta.B.create"),
    call("POST", "/c", "d.create"),
    call("POST", "/unknown", "unknown.create"),
  ];
  const { kinds, differences, ...figures } = compareNames(ours, theirs);
  assert.deepEqual(figures, { calls: 5, compared: 4, lastWord: 3, lastTwoWords: 2, whole: 1 });
  assert.deepEqual(
    kinds.map(({ ours: own, theirs: other, count }) => [own, other, count]),
    [
      ["GET X.list", "Y.listX", 1],
      ["POST X.create", "Y.create", 1],
    ],
  );
  assert.equal(differences.length, 2);
});

test("an operation with several names agrees with any of them", () => {
  const theirs = [call("POST", "/a", "a.create"), call("POST", "/a", "a.createAndWait")];
  assert.equal(compareNames([call("POST", "/a", "a.create")], theirs).whole, 1);
});

test("names with any characters of identifiers are compared", () => {
  const { kinds } = compareNames(
    [call("POST", "/$2fa-email", "a._2faEmail$.create")],
    [call("POST", "/$2fa-email", "a.resend")],
  );
  assert.deepEqual(
    kinds.map(({ ours, theirs }) => [ours, theirs]),
    [["POST X.create", "Y.resend"]],
  );
});

test("a variant of a path is compared with the variant, and otherwise with the path", () => {
  const ours = [call("POST", "/a", "a.create"), call("POST", "/a?beta=true", "beta.a.create")];
  const theirs = [call("POST", "/a?beta=true", "beta.a.create"), call("POST", "/a?old=true", "a.create")];
  assert.equal(compareNames(ours, theirs).whole, 2);
});
