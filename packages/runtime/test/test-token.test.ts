import { describe, expect, test } from "vitest";
import { createTestSessionToken, readSessionToken } from "../src/sessions/index.js";
import { sessions } from "./support/session-tokens.js";

const payload = { workspaceId: "w", clientId: "Zo\u00eb \u2603", tokenId: "t" };

describe("a test token", () => {
  test("is read by the parser of real tokens, with the same key", async () => {
    const token = await createTestSessionToken(payload, { apiKey: "key" });
    expect(token).toMatch(/^[\da-f]+$/);
    expect(await readSessionToken(sessions, token, { apiKey: "key" })).toEqual(payload);
  });

  test("is not read with another key", async () => {
    const token = await createTestSessionToken(payload, { apiKey: "key" });
    await expect(readSessionToken(sessions, token, { apiKey: "other" })).rejects.toMatchObject({
      name: "SessionTokenError",
    });
  });

  test("differs each time, so that nobody relies on its text", async () => {
    const tokens = await Promise.all([1, 2].map(() => createTestSessionToken(payload, { apiKey: "key" })));
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  test("needs a key", async () => {
    await expect(createTestSessionToken(payload, { apiKey: "" })).rejects.toThrow("the option apiKey");
  });
});
