// Operations whose responses may be redirects: where they lead, and what another server gets to see. All servers are real.
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { securitySchemes } from "../src/auth/index.js";
import {
  APIError,
  ApiClient,
  binaryBody,
  type ClientOptions,
  NotFoundError,
  operation,
  RateLimitError,
} from "../src/index.js";
import { type OAuthCredential, oauth2 } from "../src/oauth/index.js";
import { followRedirects, redirectLocation } from "../src/redirects/index.js";
import { type Arrived, startServer } from "./support/server.js";
import { scriptedFetch, shop } from "./support/shop.js";

const archive = operation<{ id: string }, string>(
  { id: "archive", method: "GET", path: "/items/{id}/archive", response: "text", cookies: [] },
  { redirects: followRedirects },
);
const rename = operation<{ name: string }, { id: string }>(
  { id: "rename", method: "POST", path: "/items", body: "json" },
  { redirects: followRedirects },
);
const download = operation<{ id: string }, string>(
  { id: "download", method: "GET", path: "/items/{id}/download", response: "location" },
  { location: redirectLocation },
);

/** A server that responds to each path with a function. Other paths are 404. */
const serve = (paths: Readonly<Record<string, (response: ServerResponse, request: Arrived) => void>>) =>
  startServer((request, response) => {
    const respond = paths[request.path];
    if (respond === undefined) response.writeHead(404).end();
    else respond(response, request);
  });

const to =
  (location: string | undefined, status = 302) =>
  (response: ServerResponse) =>
    void response.writeHead(status, location === undefined ? {} : { location }).end("moved");

const text = (body: string) => (response: ServerResponse) => void response.end(body);

const clientOf = (server: { readonly url: string }, options: ClientOptions = {}) =>
  shop({ baseURL: server.url, maxRetries: 0, ...options });

const failureOf = async (call: PromiseLike<unknown>): Promise<APIError> => {
  const error = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error(`expected an APIError, got ${String(error)}`);
  return error;
};

describe("an operation that follows redirects", () => {
  test("gets the response of another server, which sees neither the key nor other headers of the client", async () => {
    await using storage = await serve({ "/file?signature=s3cret": text("content") });
    await using api = await serve({ "/items/1/archive": to(`${storage.url}/file?signature=s3cret`) });
    const client = clientOf(api, { defaultHeaders: { "X-Tenant": "acme", Cookie: "session=1" } });

    expect(await client.request(archive, { id: "1" }, { headers: { Range: "bytes=0-1" } })).toBe("content");

    expect(api.arrived[0]?.headers).toMatchObject({ "x-api-key": "secret-key", "x-tenant": "acme" });
    const { headers } = storage.arrived[0] as Arrived;
    const sent = Object.keys(headers).filter((name) => !ADDED_BY_FETCH.includes(name));
    expect(sent.sort()).toEqual(["accept", "range", "user-agent"]);
  });

  test("sends a token to the same origin again, and never to another one", async () => {
    await using storage = await serve({ "/file": text("content") });
    await using api = await serve({
      "/items/1/archive": to("/items/2/archive", 301),
      "/items/2/archive": to(`${storage.url}/file`, 307),
    });
    const security = securitySchemes({
      schemes: { token: { kind: "bearer", option: "token" } },
      requirement: [{ token: [] }],
    });
    const client = new ApiClient<ClientOptions & { readonly token: () => Promise<string> }>(
      { name: "Shop", baseURL: api.url, environment: "SHOP", security },
      { token: async () => "t0ken", logLevel: "off" },
    );

    expect(await client.request(archive, { id: "1" })).toBe("content");

    expect(api.arrived.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/items/1/archive", "Bearer t0ken"],
      ["/items/2/archive", "Bearer t0ken"],
    ]);
    expect(storage.arrived[0]?.headers.authorization).toBeUndefined();
  });

  test("does not send the key after a detour through another server", async () => {
    await using storage = await startServer((_, response) => to(`${back}/end`)(response));
    await using api = await serve({ "/items/1/archive": to(storage.url), "/end": text("content") });
    const back = api.url;

    expect(await clientOf(api).request(archive, { id: "1" })).toBe("content");

    expect(api.arrived.map(({ headers }) => headers["x-api-key"])).toEqual(["secret-key", undefined]);
  });

  test.each([301, 302, 303])(
    "reads the address of a %s after a POST with GET and without the body",
    async (status) => {
      await using storage = await serve({ "/created": text('{"id":"1"}') });
      await using api = await serve({ "/items": to(`${storage.url}/created`, status) });

      expect(await clientOf(api).request(rename, { name: "a" })).toEqual({ id: "1" });

      const [arrived] = storage.arrived;
      expect(arrived?.method).toBe("GET");
      expect(arrived?.body.length).toBe(0);
      expect(arrived?.headers["content-type"]).toBeUndefined();
    },
  );

  test.each([307, 308])("sends the body again to the same origin after a %s", async (status) => {
    await using api = await serve({ "/items": to("/moved", status), "/moved": text('{"id":"1"}') });

    expect(await clientOf(api).request(rename, { name: "a" })).toEqual({ id: "1" });

    expect(api.arrived.map(({ method, body }) => [method, body.toString()])).toEqual([
      ["POST", '{"name":"a"}'],
      ["POST", '{"name":"a"}'],
    ]);
  });

  test("does not send a body to another server", async () => {
    await using storage = await serve({});
    await using api = await serve({ "/items": to(`${storage.url}/items`, 308) });

    const error = await failureOf(clientOf(api).request(rename, { name: "a" }));

    expect(error.message).toBe(
      "308: the server sent a redirect of a POST request to another server (POST /items)",
    );
    expect(storage.arrived).toEqual([]);
  });

  test("cannot send a stream again, because it can be read only once", async () => {
    await using api = await serve({ "/items": to("/moved", 307), "/moved": text("{}") });
    const importItems = operation<{ file: unknown }, unknown>(
      { id: "importItems", method: "POST", path: "/items", body: "binary", bodyParameter: "file" },
      { body: binaryBody, redirects: followRedirects },
    );
    const file = { stream: new Blob(["content"]).stream(), size: 7 };

    const error = await failureOf(clientOf(api).request(importItems, { file }));

    expect(error.message).toContain("the server sent a redirect");
    expect(api.arrived.map(({ path }) => path)).toEqual(["/items"]);

    // Workers return the redirect of a streamed request, which Node reports as a failure.
    const moved = async () => new Response(null, { status: 307, headers: { location: "/moved" } });
    const body = { isRepeatable: false } as never;
    const request = { method: "POST", url: `${api.url}/items`, headers: {}, body };
    await expect(followRedirects(importItems, moved, moved)(request)).rejects.toThrow(
      "a redirect that cannot be followed, because the stream of the body was already sent",
    );
  });

  test("fails after ten redirects, so that a cycle ends", async () => {
    await using api = await serve({ "/items/1/archive": to("/items/1/archive") });

    const error = await failureOf(clientOf(api).request(archive, { id: "1" }));

    expect(error.message).toBe("302: the server sent a redirect after 10 others (GET /items/{id}/archive)");
    expect(api.arrived.length).toBe(11);
  });

  test.each([
    ["with no Location header", undefined],
    ["with an invalid Location header", "http://"],
    ["to an address that is not http(s)", "file:///etc/passwd"],
    ["to an address with a user name or password", "http://user:s3cret@127.0.0.1/"],
  ])("fails at a redirect %s", async (problem, location) => {
    await using api = await serve({ "/items/1/archive": to(location) });

    const error = await failureOf(clientOf(api).request(archive, { id: "1" }));

    expect(error.message).toBe(`302: the server sent a redirect ${problem} (GET /items/{id}/archive)`);
    expect(error).toMatchObject({ status: 302, operation: "archive" });
  });

  test("does not leave https", async () => {
    const fetch = scriptedFetch(
      new Response(null, { status: 302, headers: { location: "http://shop.test/" } }),
    );

    const error = await failureOf(shop({ fetch, maxRetries: 0 }).request(archive, { id: "1" }));

    expect(error.message).toContain("a redirect from https to http");
    expect(fetch.sent.length).toBe(1);
  });

  test("reports an error of another server as such, so that a 429 does not slow the API down", async () => {
    await using storage = await serve({
      "/file": (response) => void response.writeHead(429, { "retry-after": "60" }).end("busy"),
    });
    await using api = await serve({ "/items/1/archive": to(`${storage.url}/file`) });
    const events: unknown[] = [];
    const client = clientOf(api, { rateLimit: {}, onEvent: (event) => events.push(event) });

    const error = await failureOf(client.request(archive, { id: "1" }));

    expect(error).not.toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, body: "busy" });
    expect(error.message).toContain("the server that a redirect leads to did not accept the request");
    expect(events).not.toContainEqual(expect.objectContaining({ kind: "refused" }));
  });

  test("keeps its OAuth 2 token if another server responds with 401, because that server did not get it", async () => {
    await using storage = await serve({ "/file": (response) => void response.writeHead(401).end() });
    await using api = await serve({
      "/token": (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end('{"access_token":"t0ken","token_type":"bearer","expires_in":3600}');
      },
      "/items/1/archive": (response) => to(`${storage.url}/file`)(response),
    });
    const security = securitySchemes(
      { schemes: { login: { kind: "bearer", option: "login" } }, requirement: [{ login: [] }] },
      { login: oauth2({ tokenUrl: `${api.url}/token` }) },
    );
    const client = new ApiClient<ClientOptions & { readonly login: OAuthCredential }>(
      { name: "Shop", baseURL: api.url, environment: "SHOP", security },
      { login: { clientId: "app", clientSecret: "s3cret" }, logLevel: "off" },
    );

    const error = await failureOf(client.request(archive, { id: "1" }));

    expect(error).toMatchObject({ name: "APIError", status: 401 });
    expect(api.arrived.map(({ path }) => path)).toEqual(["/token", "/items/1/archive"]);
  });

  test("asks the API for a new address if the other server fails", async () => {
    await using storage = await serve({
      "/1": (response) => void response.writeHead(503, { "retry-after": "0" }).end(),
      "/2": text("content"),
    });
    let attempt = 0;
    await using api = await startServer((_, response) => to(`${storage.url}/${++attempt}`)(response));

    expect(await clientOf(api, { maxRetries: 1 }).request(archive, { id: "1" })).toBe("content");
  });

  test("counts only the requests to the API toward its rate limit and quota", async () => {
    await using storage = await serve({ "/file": text("content") });
    await using api = await serve({
      "/items/1/archive": to("/items/2/archive"),
      "/items/2/archive": to(`${storage.url}/file`),
    });
    const client = clientOf(api, { quota: { limit: 100 } });

    await client.request(archive, { id: "1" });

    expect(client.quota.state()?.used).toBe(2);
  });

  test("passes the response of the last server to middleware and to asResponse()", async () => {
    await using storage = await serve({ "/file": text("content") });
    await using api = await serve({ "/items/1/archive": to(`${storage.url}/file`) });
    const seen: number[] = [];
    const client = clientOf(api, {
      middleware: [
        (next) => async (request) => {
          const response = await next(request);
          seen.push(response.status);
          return response;
        },
      ],
    });

    const response = await client.request(archive, { id: "1" }).asResponse();

    expect([response.url, await response.text()]).toEqual([`${storage.url}/file`, "content"]);
    expect(seen).toEqual([200]);
  });

  test("writes no query of an address to the log", async () => {
    await using storage = await serve({ "/file?signature=s3cret": text("content") });
    await using api = await serve({ "/items/1/archive": to(`${storage.url}/file?signature=s3cret`) });
    const lines: unknown[] = [];
    const write = (...parts: unknown[]) => void lines.push(parts);
    const logger = { error: write, warn: write, info: write, debug: write };

    await clientOf(api, { logger, logLevel: "debug" }).request(archive, { id: "1" });

    expect(JSON.stringify(lines)).toContain("/file");
    expect(JSON.stringify(lines)).not.toContain("s3cret");
  });
});

describe("an operation whose result is the address of a redirect", () => {
  test("returns the absolute address, and does not request it", async () => {
    await using storage = await serve({});
    await using api = await serve({
      "/items/1/download": to(`${storage.url}/file?signature=1`),
      "/items/2/download": to("../elsewhere", 303),
    });
    const client = clientOf(api);

    expect(await client.request(download, { id: "1" })).toBe(`${storage.url}/file?signature=1`);
    expect(await client.request(download, { id: "2" })).toBe(`${api.url}/items/elsewhere`);
    expect(storage.arrived).toEqual([]);
  });

  test("has the status and headers of the redirect, and asResponse() returns the redirect itself", async () => {
    await using api = await serve({ "/items/1/download": to("/file") });
    const call = () => clientOf(api).request(download, { id: "1" });

    const { data, response } = await call().withResponse();
    expect([data, response.status]).toEqual([`${api.url}/file`, 302]);
    const whole = await call().asResponse();
    expect([whole.headers.get("location"), await whole.text()]).toEqual(["/file", "moved"]);
  });

  test("fails with the error of the API, and with an error if the response is not a redirect", async () => {
    await using api = await serve({ "/items/2/download": text("content") });
    const client = clientOf(api);

    expect(await failureOf(client.request(download, { id: "1" }))).toBeInstanceOf(NotFoundError);
    expect((await failureOf(client.request(download, { id: "2" }))).message).toBe(
      "200: the response is not a redirect, so it has no address (GET /items/{id}/download)",
    );
  });
});

test("browsers hide the address of a redirect, so both kinds of operations fail there", async () => {
  const opaque = () =>
    Object.defineProperties(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
    });
  for (const called of [archive, download]) {
    const error = await failureOf(shop({ fetch: async () => opaque() }).request(called, { id: "1" }));
    expect(error.message).toContain("3xx: the server sent a redirect, which is not followed");
  }
});

/** What `fetch` of Node adds to each request. */
const ADDED_BY_FETCH = [
  "host",
  "connection",
  "accept-encoding",
  "accept-language",
  "sec-fetch-mode",
  "cache-control",
  "pragma",
];
