// App sessions: a token in a URL, a client for the session, requests over HTTP.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Copilot, PermissionDeniedError } from "copilot-sdk";
import {
  readSessionToken,
  SessionTokenError,
  type SessionTokenPayload,
  sessionKey,
} from "copilot-sdk/session";
import { describe, expect, expectTypeOf, test } from "vitest";

// Created by another implementation, for this key.
const apiKey = "test-api-key-0001";
const token =
  "000102030405060708090a0b0c0d0e0f8889a2f0c49acc69c451655a2aab66cb6d8d6b85064d437b8cea1a42e603b126cccb1bd14cb2687e975328b772913b67da6f9119719ade75f71c2a3fd595d763c34e506da38d6c92b8cdbd5bd45a25574e4e27def148d82f342a201fcccea8a144ab4fe9f07c54e5cf3d4b803d170463";

/** The API, as far as authentication is concerned. The second session has ended. */
async function startApi() {
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const key = String(request.headers["x-api-key"]);
    keys.push(key);
    response.setHeader("content-type", "application/json");
    response.statusCode = key.split("/").length === 3 && keys.length > 1 ? 403 : 200;
    response.end(response.statusCode === 403 ? '{"message":"Forbidden"}' : '{"data":[]}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

describe("a client of a session", () => {
  test("uses the workspace that opened the app, until the session ends", async () => {
    await using api = await startApi();
    const { baseURL, keys } = api;
    const address = new URL(`https://app.test/?token=${token}`);
    const options = { apiKey, baseURL, rateLimit: false, logLevel: "off" } as const;
    const copilot = await Copilot.fromSession(address.searchParams.get("token"), options);
    expect(copilot).toBeInstanceOf(Copilot);
    expect(copilot.session).toEqual({
      workspaceId: "ws_1",
      internalUserId: "33333333-3333-4333-8333-333333333333",
      tokenId: "tok_1",
    });
    expect((await copilot.clients.list()).data).toEqual([]);
    await expect(copilot.clients.list()).rejects.toThrow(PermissionDeniedError);

    const background = await Copilot.fromSession(token, { ...options, bound: false });
    expect((await background.clients.list()).data).toEqual([]);
    const bound = `ws_1/${apiKey}/tok_1`;
    expect(keys).toEqual([bound, bound, `ws_1/${apiKey}`]);
  });

  test("keeps its session when its options change", async () => {
    const copilot = await Copilot.fromSession(token, { apiKey });
    expect(copilot.withOptions({ timeout: 5 }).session).toEqual(copilot.session);
    expect(new Copilot({ apiKey }).session).toBeUndefined();
  });

  test("is not created from an invalid token", async () => {
    await expect(Copilot.fromSession(null, { apiKey })).rejects.toThrow(SessionTokenError);
    await expect(Copilot.fromSession(token, { apiKey: "another" })).rejects.toMatchObject({
      code: "unreadable",
    });
  });
});

test("a token can be read without a client, and its key works with any client", async () => {
  const session = await readSessionToken(token, { apiKey });
  expectTypeOf(session).toEqualTypeOf<SessionTokenPayload>();
  expectTypeOf(session.workspaceId).toEqualTypeOf<string>();
  expectTypeOf(session.companyId).toEqualTypeOf<string | undefined>();
  expect(sessionKey(apiKey)).toBe(apiKey);
  expect(sessionKey(apiKey, session)).toBe(`ws_1/${apiKey}/tok_1`);
  expect(sessionKey(apiKey, session, { bound: false })).toBe(`ws_1/${apiKey}`);
});
