import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../src/index.js";
import {
  createTestSessionToken,
  openSession,
  readSessionToken,
  SessionTokenError,
} from "../src/sessions/index.js";
import { appKey, encrypted, sessions, vectors } from "./support/session-tokens.js";

const read = (token: string | null | undefined, apiKey = appKey, now?: number) =>
  readSessionToken<Record<string, string>>(sessions, token, { apiKey, now });

/** The code of the error for a token; any other error fails the test. */
async function refusal(token: string | null | undefined, apiKey = appKey, now?: number): Promise<string> {
  const error = await read(token, apiKey, now).then(
    (payload) => expect.fail(`read: ${JSON.stringify(payload)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SessionTokenError);
  return (error as SessionTokenError).code;
}

describe("a token encrypted with the key", () => {
  test.each(Object.entries(vectors))("by another implementation is read: %s", async (_, vector) => {
    expect(await read(vector.token)).toEqual(vector.payload);
    expect(await read(vector.token.toUpperCase())).toEqual(vector.payload);
  });

  test("returns any payload of strings unchanged, including unknown properties", async () => {
    const payloads = fc.dictionary(fc.string(), fc.string({ unit: "grapheme" }));
    await fc.assert(
      fc.asyncProperty(payloads, fc.string({ minLength: 1 }), async (members, key) => {
        const names = Object.keys(members).filter((name) => name !== "__proto__" && name !== "expiresAt");
        const others = Object.fromEntries(names.map((name) => [name, members[name]]));
        const payload = { ...others, companyId: "c", workspaceId: "ws_1", tokenId: "t" };
        expect(await read(await encrypted(payload, key), key)).toEqual(payload);
      }),
    );
  });

  test("is read without a property whose value is the placeholder for none", async () => {
    expect(await read(await encrypted({ workspaceId: "w", companyId: "default" }))).toEqual({
      workspaceId: "w",
    });
    const elsewhere = { workspaceId: "default", clientId: "default" };
    expect(await read(await encrypted(elsewhere))).toEqual(elsewhere);
  });

  test("is read with the key from the environment", async () => {
    process.env.SHOP_API_KEY = appKey;
    try {
      expect(await readSessionToken(sessions, vectors.client.token)).toEqual(vectors.client.payload);
    } finally {
      delete process.env.SHOP_API_KEY;
    }
    await expect(readSessionToken(sessions, vectors.client.token)).rejects.toThrow(ConfigurationError);
  });
});

test.each<[string, unknown]>([
  ["a number", 5],
  ["a promise that was not awaited", Promise.resolve(appKey)],
])("a key that is %s is a ConfigurationError, not a token of another key", async (_, apiKey) => {
  const error = new ConfigurationError("apiKey must be a string");
  const wrong = { apiKey: apiKey as string };
  await expect(readSessionToken(sessions, vectors.client.token, wrong)).rejects.toThrow(error);
  await expect(openSession(sessions, vectors.client.token, wrong)).rejects.toThrow(error);
  await expect(createTestSessionToken({}, wrong)).rejects.toThrow(error);
});

describe("an input that is not a token", () => {
  test.each([
    ["undefined", undefined],
    ["null", null],
    ["an empty string", ""],
    ["a single block", "00".repeat(16)],
    ["non-hexadecimal digits", "zz".repeat(32)],
    ["an odd number of digits", vectors.client.token.slice(1)],
    ["a partial block", vectors.client.token.slice(2)],
    ["a trailing line break", `${vectors.client.token}\n`],
    ["1 MB", "0".repeat(1 << 20)],
    ["a number", 5 as unknown as string],
    ["an array", [vectors.client.token] as unknown as string],
  ])("is malformed: %s", async (_, token) => {
    expect(await refusal(token)).toBe("malformed");
  });

  test("is malformed when it is too long, while the longest valid token is read", async () => {
    const payload = { workspaceId: "w", more: "" };
    payload.more = "x".repeat(8175 - JSON.stringify(payload).length);
    const longest = await encrypted(payload);
    expect(longest.length).toBe(16_384);
    expect(await read(longest)).toEqual(payload);
    expect(await refusal(longest + "0".repeat(32))).toBe("malformed");
  });
});

describe("a token that cannot be read", () => {
  test("is unreadable with the wrong key, even if the padding happens to be valid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (key) => {
        fc.pre(key !== appKey);
        expect(await refusal(vectors.client.token, key)).toBe("unreadable");
      }),
    );
  });

  test("is unreadable when truncated to any number of blocks", async () => {
    const { token } = vectors.client;
    for (let length = 64; length < token.length; length += 32) {
      expect(await refusal(token.slice(0, length))).toBe("unreadable");
    }
  });

  test("with any bit flipped is rejected or returns strings and a workspace: there is no signature", async () => {
    let accepted = 0;
    const malleable = await encrypted({ clientId: "c1", workspaceId: "w" });
    for (const token of [malleable, ...Object.values(vectors).map((vector) => vector.token)]) {
      for (let bit = 0; bit < token.length * 4; bit++) {
        const digit = Math.floor(bit / 4);
        const flipped = (Number.parseInt(token.charAt(digit), 16) ^ (1 << (bit % 4))).toString(16);
        const changed = token.slice(0, digit) + flipped + token.slice(digit + 1);
        const outcome = await read(changed).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(SessionTokenError);
          continue;
        }
        accepted++;
        const payload = outcome as Record<string, unknown>;
        expect(Object.values(payload).every((value) => typeof value === "string")).toBe(true);
        expect(payload.workspaceId).toMatch(/^[\x21-\x7e]+$/);
      }
    }
    expect(accepted).toBeGreaterThan(0);
  });

  test("rejects only with SessionTokenError, whatever its bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 200 }), async (bytes) => {
        const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        expect(["malformed", "unreadable", "invalid"]).toContain(await refusal(token));
      }),
    );
  });

  test.each([
    ["not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
    ["not JSON", "workspaceId=ws_1"],
    ["empty", ""],
  ])("rejects with the same code as for bad padding when its content is %s", async (_, content) => {
    expect(await refusal(await encrypted(content))).toBe("unreadable");
  });
});

describe("a decrypted payload", () => {
  test.each([
    ["null", "null"],
    ["an array", '["workspaceId"]'],
    ["a string", '"workspaceId"'],
    ["no workspace", '{"clientId":"c"}'],
    ["an empty workspace", '{"workspaceId":""}'],
    ["a workspace set through __proto__", '{"__proto__":{"workspaceId":"w"}}'],
    ["a number as a value", '{"workspaceId":"w","clientId":5}'],
    ["null as a value", '{"workspaceId":"w","clientId":null}'],
    ["an object as a value", '{"workspaceId":"w","clientId":{}}'],
    ["a workspace with a slash", '{"workspaceId":"a/b"}'],
    ["a workspace with a line break", '{"workspaceId":"a\\r\\nX-Evil: 1"}'],
    ["a session id with a slash", '{"workspaceId":"w","tokenId":"a/b"}'],
    ["a workspace that is too long", JSON.stringify({ workspaceId: "w".repeat(257) })],
  ])("is invalid: %s", async (_, json) => {
    expect(await refusal(await encrypted(json))).toBe("invalid");
  });

  test("does not change any prototype", async () => {
    const json = '{"workspaceId":"w","__proto__":"evil","constructor":"c","toString":"t"}';
    const payload = await read(await encrypted(json));
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
    expect(Object.keys(payload).sort()).toEqual(["constructor", "toString", "workspaceId"]);
    expect(Object.getPrototypeOf(Object.assign({}, payload))).toBe(Object.prototype);
  });
});

describe("a token with an expiry time", () => {
  const end = Date.UTC(2026, 0, 1);
  test.each(["2026-01-01T00:00:00.000000000Z", String(end / 1000), String(end)])(
    "expires at that time and not before: %s",
    async (expiresAt) => {
      const token = await encrypted({ workspaceId: "w", expiresAt });
      expect(await read(token, appKey, end - 1)).toEqual({ workspaceId: "w", expiresAt });
      expect(await refusal(token, appKey, end)).toBe("expired");
    },
  );

  test.each(["never", "in a while", "Thu, 01 Jan 2026 00:00:00 GMT", "-1", "NaN"])(
    "is rejected when the expiry time cannot be parsed: %s",
    async (expiresAt) => {
      expect(await refusal(await encrypted({ workspaceId: "w", expiresAt }))).toBe("invalid");
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "throws when now is %d",
    async (now) => {
      await expect(read(vectors.client.token, appKey, now)).rejects.toThrow(
        new ConfigurationError(`now cannot be ${now}`),
      );
    },
  );

  test("is compared with the current time by default", async () => {
    expect(await refusal(await encrypted({ workspaceId: "w", expiresAt: "2020-01-01T00:00:00Z" }))).toBe(
      "expired",
    );
  });
});

test("no error contains the token, the key or payload data", async () => {
  const secret = "sk-very-secret";
  const tokens = [
    `${vectors.client.token}00`,
    vectors.client.token,
    await encrypted({ clientId: "jane" }, secret),
    await encrypted({ workspaceId: "jane", expiresAt: "2020-01-01T00:00:00Z" }, secret),
  ];
  const codes = new Set<string>();
  for (const token of tokens) {
    const error = await read(token, secret).catch((reason: unknown) => reason as SessionTokenError);
    expect(error).toBeInstanceOf(SessionTokenError);
    codes.add((error as SessionTokenError).code);
    const { message, stack, cause } = error as SessionTokenError;
    const printed = `${message}${stack}${String(cause)}${JSON.stringify(error)}`;
    for (const hidden of [token, token.slice(32, 64), secret, "jane"]) expect(printed).not.toContain(hidden);
  }
  expect([...codes].sort()).toEqual(["expired", "invalid", "malformed", "unreadable"]);
});
