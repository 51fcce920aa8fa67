import { describe, expect, test } from "vitest";
import { diagnose, HEAD, places } from "../support/diagnose.ts";

/** A document whose extension starts on line 4, with a payload of `space`, `until` and `count`. */
async function withToken(yaml: string, schema = "schema: { $ref: '#/components/schemas/Visit' }") {
  const payload =
    "{ type: object, properties: { space: { type: string }, until: { $ref: '#/components/schemas/Time' }, count: { type: integer } } }";
  return diagnose({
    "api.yaml": `${HEAD}paths: {}\nx-session-token:\n  ${schema}\n${yaml}components:\n  schemas:\n    Time: { type: string }\n    Visit: ${payload}\n`,
  });
}

const MADE = "  cipher: aes-128-cbc\n  keyDerivation: hmac-sha256-of-nothing\n";

describe("x-session-token", () => {
  test("is accepted with only the required members, and with all members", async () => {
    expect(await withToken(`${MADE}  key: { workspace: space }\n`)).toEqual([]);
    const all =
      "  query: t\n  key: { workspace: space, session: until }\n  baseURL: space\n  expires: until\n  absent: { space: [none, ''] }\n";
    expect(await withToken(MADE + all)).toEqual([]);
  });

  test.each([
    [
      "a missing key",
      MADE,
      "api.yaml:4:1 missing-member",
      "`x-session-token` is missing the required member `key`; `x-session-token` is ignored",
    ],
    [
      "a key without a workspace",
      `${MADE}  key: { session: space }\n`,
      "api.yaml:8:3 missing-member",
      "`key` is missing the required member `workspace`; sessions are ignored",
    ],
    [
      "another cipher",
      "  cipher: aes-256-gcm\n  keyDerivation: hmac-sha256-of-nothing\n  key: { workspace: space }\n",
      "api.yaml:6:3 wrong-shape",
      '`cipher` must be aes-128-cbc, but it is the string "aes-256-gcm"; it is ignored',
    ],
    [
      "another key derivation",
      "  cipher: aes-128-cbc\n  keyDerivation: pbkdf2\n  key: { workspace: space }\n",
      "api.yaml:7:3 wrong-shape",
      '`keyDerivation` must be hmac-sha256-of-nothing, but it is the string "pbkdf2"; it is ignored',
    ],
    [
      "absent values that are not arrays",
      `${MADE}  key: { workspace: space }\n  absent: { space: none }\n`,
      "api.yaml:9:3 wrong-shape",
      "`absent` must be an object of arrays of strings, but it is an object; it is ignored",
    ],
    [
      "a property that the payload does not have",
      `${MADE}  key: { workspace: spaec }\n`,
      "api.yaml:8:10 unknown-session-property",
      'the payload of the session token has no property "spaec"; sessions are ignored',
    ],
    [
      "a property that is not a string",
      `${MADE}  key: { workspace: space }\n  expires: count\n`,
      "api.yaml:9:3 session-property-not-string",
      'the property "count" of the session token\'s payload must be a string; sessions are ignored',
    ],
    [
      "an absent value for a property that the payload does not have",
      `${MADE}  key: { workspace: space }\n  absent: { place: [none] }\n`,
      "api.yaml:9:13 unknown-session-property",
      'the payload of the session token has no property "place"; sessions are ignored',
    ],
  ])("is ignored with %s", async (_name, yaml, expected, message) => {
    const found = await withToken(yaml);
    expect(places(found)).toEqual([expected]);
    expect(found[0]?.message).toBe(message);
  });

  test("suggests the nearest name", async () => {
    const [found] = await withToken(`${MADE}  key: { workspace: spac }\n`);
    expect(found?.help).toBe('did you mean "space"?');
  });

  test.each([
    [
      "an inline schema",
      "schema: { type: object, properties: { space: { type: string } } }",
      "session-schema-not-named",
    ],
    ["any value", "schema: true", "session-schema-not-named"],
    ["no schema", "query: t", "missing-member"],
  ])("is ignored with %s", async (_name, schema, code) => {
    const found = await withToken(`${MADE}  key: { workspace: space }\n`, schema);
    expect(found.map((each) => each.code)).toEqual([code]);
  });

  test("is ignored if it has an unresolved reference", async () => {
    const found = await withToken(
      `${MADE}  key: { workspace: space }\n`,
      "schema: { $ref: '#/components/schemas/Vist' }",
    );
    expect(found.map(({ help }) => help)).toContain("did you mean #/components/schemas/Visit?");
  });

  test("is ignored if it is not an object", async () => {
    const found = await diagnose({ "api.yaml": `${HEAD}paths: {}\nx-session-token: yes\n` });
    expect(places(found)).toEqual(["api.yaml:4:1 wrong-shape"]);
  });

  test("may reference a schema in another file", async () => {
    const found = await diagnose(
      {
        "api.yaml": `${HEAD}paths: {}\nx-session-token:\n  schema: { $ref: "visit.yaml#/components/schemas/Visit" }\n${MADE}  key: { workspace: space }\n`,
        "visit.yaml":
          "components:\n  schemas:\n    Visit: { type: object, properties: { space: { type: string } } }\n",
      },
      ["api.yaml", "visit.yaml"],
    );
    expect(found).toEqual([]);
  });
});
