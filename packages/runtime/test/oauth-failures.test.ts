// Token endpoints that are slow, down or wrong, and credentials that cannot be used.
import { describe, expect, test } from "vitest";
import { securitySchemes } from "../src/auth/index.js";
import { APIError, ApiClient, type ApiDescription, type ClientOptions, operation } from "../src/index.js";
import { type OAuthCredential, oauth2, TokenError } from "../src/oauth/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, scriptedFetch } from "./support/shop.js";

const read = operation<Record<never, never>, { id: string }>({ id: "read", method: "GET", path: "/read" });

type Options = Omit<ClientOptions, "apiKey"> & { readonly oauth?: OAuthCredential };

const api: ApiDescription = {
  name: "Club",
  baseURL: "https://club.test/v1",
  environment: "CLUB",
  security: securitySchemes(
    { schemes: { oauth: { kind: "bearer", option: "oauth" } }, requirement: [{ oauth: [] }] },
    { oauth: oauth2({ tokenUrl: "/token" }) },
  ),
};

const oauth = { clientId: "the app", clientSecret: "the secret of the app" };

function clientOf(options: Options): ApiClient<Options> {
  return new ApiClient<Options>(api, { oauth, logLevel: "off", ...options });
}

const token = (value: string, rest: object = {}) =>
  json({ access_token: value, token_type: "Bearer", expires_in: 600, ...rest });

describe("a token endpoint", () => {
  test("that is relative is on the server of the API, and the request has no credentials of another kind", async () => {
    const fetch = scriptedFetch(token("t1"), json({ id: "1" }));
    await clientOf({ fetch, defaultHeaders: { "x-own": "1" } }).request(read);
    expect(fetch.sent.map(({ url }) => url.href)).toEqual([
      "https://club.test/token",
      "https://club.test/v1/read",
    ]);
    expect([...(fetch.sent[0]?.headers.keys() ?? [])]).toEqual(["accept", "authorization", "content-type"]);
  });

  test("that is overloaded or down is asked again, and the call is not sent without a token", async () => {
    const clock = new FakeClock();
    const fetch = scriptedFetch(json({}, 503), new TypeError("fetch failed"), token("t1"), json({ id: "1" }));
    const result = clientOf({ fetch, clock }).request(read);
    await clock.advance(5_000);
    expect(await result).toEqual({ id: "1" });
    expect(fetch.sent).toHaveLength(4);
  });

  test("that stays down is an error that names it, for each caller with its own stack", async () => {
    const clock = new FakeClock();
    const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const fetch = scriptedFetch(new TypeError("fetch failed", { cause }));
    const client = clientOf({ fetch, clock });
    const failures = Promise.all([1, 2].map(() => client.request(read).catch((error: unknown) => error)));
    await clock.advance(60_000);
    const [first, second] = await failures;
    expect(first).toBeInstanceOf(TokenError);
    expect(first).toBeInstanceOf(APIError);
    expect((first as Error).message).toBe("no token for Club: club.test: no response (ECONNREFUSED)");
    expect(first).not.toBe(second);
    // Three attempts for both callers.
    expect(fetch.sent).toHaveLength(3);
  });

  test("that does not respond is given up, and the call ends with its own timeout", async () => {
    const clock = new FakeClock();
    const fetch = async (_: unknown, { signal }: RequestInit = {}) =>
      new Promise<Response>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const result = clientOf({ fetch, clock, timeout: 120_000 })
      .request(read)
      .catch((error: unknown) => error);
    await clock.advance(60_000);
    expect(await result).toMatchObject({ message: "no token for Club: club.test: no response within 15 s" });
    const impatient = clientOf({ fetch, clock, timeout: 1_000, maxRetries: 0 }).request(read);
    const failure = impatient.catch((error: unknown) => error);
    await clock.advance(1_000);
    expect(await failure).toMatchObject({ message: "no response within 1000 ms (timeout)" });
  });

  test.each([
    ["a page", new Response("<html>"), "the response has no valid access_token"],
    ["no token", json({ token_type: "bearer" }), "the response has no valid access_token"],
    ["a token with a line break", token("a\nb"), "the response has no valid access_token"],
    ["a number", json({ access_token: 5 }), "the response has no valid access_token"],
    ["null", json(null), "the response has no valid access_token"],
    ["another kind of token", token("t", { token_type: "mac" }), "the token_type is not bearer"],
    [
      "an error with status 200",
      json({ error: "bad_verification_code" }),
      "status 200: bad_verification_code",
    ],
    ["a redirect", new Response(null, { status: 302, headers: { location: "/x" } }), "status 302"],
  ])("that responds with %s is an error that says so", async (_, answer, reason) => {
    const fetch = scriptedFetch(answer);
    await expect(clientOf({ fetch }).request(read)).rejects.toThrow(
      `no token for Club: club.test: ${reason}`,
    );
    expect(fetch.sent).toHaveLength(1);
  });

  test("that repeats the secret in its error does not reveal it", async () => {
    const fetch = scriptedFetch(
      json({ error: "invalid_client", error_description: `wrong: ${oauth.clientSecret}` }, 400),
    );
    const error = await clientOf({ fetch })
      .request(read)
      .catch((failure: unknown) => failure);
    expect(String(error)).toContain("wrong: ***");
  });
});

describe("a token", () => {
  test("that the API repeats in an error is hidden", async () => {
    const fetch = scriptedFetch(
      token("a-very-secret-token"),
      json({ message: "bad a-very-secret-token" }, 400),
    );
    const error = await clientOf({ fetch })
      .request(read)
      .catch((failure: unknown) => failure);
    expect(String(error)).toContain("bad ***");
  });

  test("that is refused again right after it was renewed is not renewed for each call", async () => {
    const clock = new FakeClock();
    const fetch = scriptedFetch(
      token("t1"),
      json({}, 401),
      token("t2"),
      json({}, 401),
      json({}, 401),
      json({}, 401),
    );
    const client = clientOf({ fetch, clock });
    for (const _ of [1, 2]) {
      const result = client.request(read).catch((error: unknown) => error);
      await clock.advance(10);
      expect(await result).toMatchObject({ status: 401 });
    }
    expect(fetch.sent.filter(({ url }) => url.pathname === "/token")).toHaveLength(2);
  });

  test("that cannot be renewed yet is used for as long as it is valid", async () => {
    const clock = new FakeClock();
    let isDown = false;
    const fetch = async (url: string | URL | Request) => {
      if (!`${url}`.endsWith("/token")) return json({ id: "1" });
      return isDown ? json({}, 500) : token("t1");
    };
    const client = clientOf({ fetch, clock });
    await client.request(read);
    isDown = true;
    clock.freeze(560_000);
    const late = client.request(read);
    await clock.advance(10_000);
    expect(await late).toEqual({ id: "1" });
    clock.freeze(60_000);
    const tooLate = client.request(read).catch((error: unknown) => error);
    await clock.advance(10_000);
    expect(await tooLate).toBeInstanceOf(TokenError);
  });

  test("is got for others even if the first caller aborts", async () => {
    let arrived: (() => void) | undefined;
    let answer: ((response: Response) => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const fetch = (url: string | URL | Request) => {
      if (!`${url}`.endsWith("/token")) return Promise.resolve(json({ id: "1" }));
      arrived?.();
      return new Promise<Response>((resolve) => {
        answer = resolve;
      });
    };
    const client = clientOf({ fetch });
    const controller = new AbortController();
    const first = client.request(read, {}, { signal: controller.signal }).catch((error: unknown) => error);
    const second = client.request(read);
    await asked;
    controller.abort();
    expect(await first).toMatchObject({ name: "APIUserAbortError" });
    answer?.(token("t1"));
    expect(await second).toEqual({ id: "1" });
  });
});

describe("a credential is rejected when the client is created:", () => {
  test.each([
    [
      "an ID that is no string",
      { clientId: 5, clientSecret: "s" },
      "oauth.clientId must be a string that is not empty",
    ],
    ["no secret", { clientId: "a" }, "oauth.clientSecret must be given, unless there is a refreshToken"],
    ["scopes as text", { ...oauth, scopes: "a b" }, "oauth.scopes must be an array of strings"],
    [
      "an unknown place",
      { ...oauth, clientAuthentication: "query" },
      'oauth.clientAuthentication must be "header" or "body"',
    ],
    ["a callback that is none", { ...oauth, onTokens: true }, "oauth.onTokens must be a function"],
    [
      "an invalid URL",
      { ...oauth, tokenUrl: "http://[" },
      "oauth.tokenUrl must be the URL of the token endpoint",
    ],
  ])("%s", (_, credential, message) => {
    expect(() => clientOf({ oauth: credential as never })).toThrow(message);
  });
});
