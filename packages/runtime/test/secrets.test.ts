// Nothing that is printed or logged contains a key, an idempotency key, a query value or a body.
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  APIError,
  ApiClient,
  type ApiDescription,
  type Authentication,
  type Fetch,
  type Logger,
  type LogLevel,
  operation,
  UploadError,
  uploadOperation,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, listItems, scriptedFetch, shop, shopApi } from "./support/shop.js";

interface Secrets {
  readonly key: string;
  readonly idempotencyKey: string;
  readonly query: string;
  readonly sent: string;
  readonly received: string;
  readonly header: string;
  readonly cookie: string;
}

/** With characters that are special in URLs, patterns and replacements. */
const secret = fc.stringMatching(/^[A-Za-z0-9_.$&+/=%*()[\]?|^-]{12,40}$/);
const secrets: fc.Arbitrary<Secrets> = fc
  .record({
    key: secret,
    idempotencyKey: secret,
    query: secret,
    sent: secret,
    received: secret,
    header: secret,
    cookie: secret,
  })
  .map((texts) => mapValues(texts, (text, name) => `${name}~${text}`));

const authentications: readonly Authentication[] = [
  { kind: "apiKey", in: "header", name: "X-Shop" },
  { kind: "apiKey", in: "query", name: "appid" },
  { kind: "apiKey", in: "cookie", name: "sid" },
  { kind: "bearer" },
  { kind: "basic" },
];

/** The ways in which a call can end. Servers and libraries repeat what they received in different forms. */
const outcomes: Readonly<Record<string, (all: Secrets, url: string, init: RequestInit) => Response>> = {
  success: ({ received }) => json({ id: received }),
  "an error with data in its body": ({ received, cookie }) =>
    json({ message: "No.", code: "no", data: { received } }, 422, { "set-cookie": cookie }),
  "an error whose message repeats the keys": ({ key, idempotencyKey }) =>
    json({ message: `${key} and ${idempotencyKey} are wrong`, code: key }, 401),
  "an error whose message repeats the URL": ({ received }, url) =>
    json(
      { message: `Cannot GET ${url}, or <a href="${url}?next=${encodeURIComponent(received)}">this</a>` },
      404,
    ),
  "an error whose reason phrase, request ID and content type repeat the key": ({ key }) =>
    new Response(null, {
      status: 403,
      statusText: `No ${key}`,
      headers: { "x-request-id": `${key}-1`, "content-type": `text/${key}` },
    }),
  "an error that repeats the key as it was sent": (_, url, init) => {
    const sent = new Headers(init.headers);
    const text = ["authorization", "x-shop", "cookie"].map((name) => sent.get(name)).join(" ");
    return json({ message: text, code: text, url: new URL(url).search }, 401);
  },
  "an error that repeats the key in other encodings": ({ key }) =>
    json(
      { message: [encodeURIComponent(key), btoa(key), btoa(`${key}:`), JSON.stringify(key)].join(" ") },
      401,
    ),
  "a response whose content type is the key": ({ key }) =>
    new Response("<html>", { headers: { "content-type": key, "request-id": key } }),
  "a failure that is retried": ({ received }) => json({ received }, 503, { "retry-after": "0" }),
  "a 429 response": ({ received }) => json({ received }, 429, { "retry-after": "0" }),
  "a redirect": ({ received }) =>
    new Response(null, { status: 302, headers: { location: `https://x.test/?t=${received}` } }),
  "a response that is not JSON": ({ received }) => new Response(`{"cut off": "${received}`),
  "a response that is cut off": ({ received }) =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.error(new Error(`lost after ${received}`)),
      }),
    ),
  "a failed connection whose error contains the URL and the key": ({ key }, url) => {
    const cause = Object.assign(new Error(`connect to ${url}`), { code: key, hostname: key });
    throw new TypeError("fetch failed", { cause });
  },
  "a fetch error that contains the whole request": (_, url, init) => {
    const config = { url, headers: Object.fromEntries(new Headers(init.headers)), data: init.body };
    throw Object.assign(new TypeError(`request to ${url} failed`), { config, cause: new Error(url) });
  },
};

const createOrder = operation<{ note: string }, { id: string }>({
  id: "createOrder",
  method: "POST",
  path: "/v1/orders",
  body: "json",
  idempotencyHeader: "X-Once",
});

/** Everything that can be printed about a call: each string with its name. */
async function printedBy(
  all: Secrets,
  authentication: Authentication,
  outcome: keyof typeof outcomes,
  logLevel: LogLevel,
): Promise<{ readonly texts: Readonly<Record<string, string>>; readonly error: unknown }> {
  const clock = new FakeClock();
  const lines: string[] = [];
  const line = (message: string, ...details: unknown[]): void => {
    lines.push(message, ...details.map((detail) => inspect(detail, { depth: 10, showHidden: true })));
  };
  const logger: Logger = { error: line, warn: line, info: line, debug: line };
  const fetch: Fetch = async (url, init = {}) => outcomes[outcome]?.(all, url, init) ?? json({});
  const api: ApiDescription = { ...shopApi, authentication };
  const client = new ApiClient(api, {
    apiKey: all.key,
    fetch,
    logger,
    logLevel,
    rateLimit: false,
    maxRetries: 1,
    clock,
    defaultHeaders: { Authorization: all.header, "X-Amz-Signature": all.header },
    onData: () => {
      throw new Error(all.received);
    },
  });
  const call = client.request(
    createOrder,
    { note: all.sent },
    {
      idempotencyKey: all.idempotencyKey,
      query: { token: all.query },
    },
  );
  const error: unknown = await clock.finish(call).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  const deep = { depth: 20, showHidden: true };
  return {
    error,
    texts: {
      "a log line": lines.join("\n"),
      "the error's message": error instanceof Error ? error.message : "",
      "the error's stack": String((error as Error | undefined)?.stack),
      "the error as a text": String(error),
      "the error as JSON": JSON.stringify(error) ?? "",
      "the error, inspected": inspect(error),
      "the error, inspected deeply": inspect({ error }, deep),
      "the client, inspected": inspect(client, deep),
      "the client as JSON": JSON.stringify(client),
    },
  };
}

describe.each(Object.keys(outcomes))("after %s", (outcome) => {
  test("no output contains a secret or a body, at any log level and with any authentication", async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.constantFrom(...authentications),
        fc.constantFrom<LogLevel>("off", "error", "warn", "info", "debug"),
        async (all, authentication, level) => {
          const { texts, error } = await printedBy(all, authentication, outcome, level);
          expect(error instanceof APIError).toBe(outcome !== "success");
          expect(leaksIn(texts, all)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("leaksIn finds secrets in plain text, URL-encoded and in base64", async () => {
  const all = mapValues(
    { key: "", idempotencyKey: "", query: "", sent: "", received: "", header: "", cookie: "" },
    (_, name) => `${name}~secret-text`,
  );
  const texts = {
    one: `before ${all.key} after`,
    two: encodeURIComponent(all.query),
    three: btoa(all.key),
    four: "",
  };
  expect(leaksIn(texts, all)).toEqual(["key in one", "query in two", "key in three"]);
});

test("the debug log shows the request without its secrets", async () => {
  const all = fc.sample(secrets, 1)[0] as Secrets;
  const { texts } = await printedBy(all, { kind: "bearer" }, "success", "debug");
  expect(texts["a log line"]).toContain("createOrder POST /v1/orders attempt 1");
  expect(texts["a log line"]).toContain("'content-type': 'application/json'");
  expect(texts["a log line"]).toContain("'x-once': '***'");
});

test("a printed error shows its fields, and the names and codes of its causes", async () => {
  const reset = Object.assign(new Error("secret"), { code: "ECONNRESET" });
  const error = new APIError("503 busy: later (GET /v1/items)", {
    status: 503,
    code: "busy",
    operation: "listItems",
    requestId: "r-1",
    body: { all: "of it" },
    cause: new TypeError("secret", { cause: reset }),
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "APIError",
    message: "503 busy: later (GET /v1/items)",
    status: 503,
    code: "busy",
    operation: "listItems",
    requestId: "r-1",
  });
  const text = inspect(error);
  expect(text).toContain("APIError: 503 busy: later (GET /v1/items)\n    at ");
  expect(text).toContain('{"status":503,"code":"busy","operation":"listItems","requestId":"r-1"}');
  expect(text).toContain("\n  [cause]: TypeError\n  [cause]: Error ECONNRESET");
  expect(error.body).toEqual({ all: "of it" });
  expect(Object.keys(error)).not.toEqual(expect.arrayContaining(["body"]));
  expect(Object.keys({ ...error })).toContain("status");
});

describe("the cursor of a failed page", () => {
  async function failureAfter(cursor: string): Promise<APIError> {
    const fetch = scriptedFetch(json({ data: [], nextToken: cursor }), json({}, 500));
    const client = shop({ fetch, apiKey: "a-secret-key", maxRetries: 0 });
    const error: unknown = await client
      .page(listItems)
      .toArray()
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(APIError);
    return error as APIError;
  }

  test("is not printed when it contains the key, but stays available on the error", async () => {
    const cursor = "at 20 for a-secret-key";
    const error = await failureAfter(cursor);
    expect(error.cursor).toBe(cursor);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ cursor: "***", status: 500 });
    expect(`${inspect(error)} ${JSON.stringify({ ...error })}`).not.toContain("a-secret-key");
  });

  test("is printed when it contains no secret", async () => {
    const error = await failureAfter("at-20");
    expect(error.cursor).toBe("at-20");
    expect(inspect(error)).toContain('"cursor":"at-20"');
  });

  test("is not printed when it contains the key and the server repeats it", async () => {
    const fetch = scriptedFetch(json({ data: [], nextToken: "a-secret-key" }));
    const call = shop({ fetch, apiKey: "a-secret-key" }).page(listItems).toArray();
    const error = (await call.catch((failure: unknown) => failure)) as APIError;
    expect(error).toMatchObject({ name: "PaginationError", cursor: "a-secret-key" });
    expect(`${inspect(error)} ${JSON.stringify({ ...error })} ${error.stack}`).not.toContain("a-secret-key");
  });
});

describe("an error hides each part of a key:", () => {
  test.each<[string, Authentication, string]>([
    ["the password", { kind: "basic" }, "wrong password correct-horse-staple"],
    ["the user name", { kind: "basic" }, "no user a-user-name"],
    ["the part between slashes", { kind: "bearer" }, "no key the-key-of-an-app"],
  ])("%s", async (_, authentication, message) => {
    const apiKey =
      authentication.kind === "basic" ? "a-user-name:correct-horse-staple" : "ws_1/the-key-of-an-app/t1";
    const api = { ...shopApi, authentication };
    const client = new ApiClient(api, { apiKey, fetch: async () => json({ message }, 401), logLevel: "off" });
    const error = await client.request(createOrder, { note: "n" }).catch((failure: unknown) => failure);
    expect((error as Error).message).toContain("***");
    expect(`${inspect(error)}`).not.toMatch(/correct-horse-staple|a-user-name|the-key-of-an-app/);
  });
});

test("a failed upload does not print the upload URL", async () => {
  const url = "https://storage.test/put?signature=secret-signature";
  const fetch: Fetch = async (address) =>
    address === url
      ? new Response("<Code>Expired</Code>secret-signature", { status: 403 })
      : json({ id: "1", url });
  const client = new ApiClient(shopApi, {
    apiKey: "k",
    fetch,
    rateLimit: false,
    logLevel: "off",
    maxRetries: 0,
  });
  const upload = uploadOperation<{ note: string }, unknown>({
    create: createOrder,
    url: "url",
    method: "PUT",
    contentType: "application/octet-stream",
  });
  const error: unknown = await client.transport
    .upload(upload, { note: "n" }, { text: "bytes" })
    .catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(UploadError);
  expect((error as UploadError).created).toEqual({ id: "1", url });
  expect(JSON.stringify({ ...(error as UploadError) })).not.toContain("secret-signature");
  expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain(
    "secret-signature",
  );
});

/** Which secrets are in which strings, plain or encoded. */
function leaksIn(texts: Readonly<Record<string, string>>, all: Secrets): readonly string[] {
  return Object.entries(texts).flatMap(([where, text]) =>
    Object.entries(all)
      .filter(([, value]) =>
        [value, encodeURIComponent(value), btoa(value)].some((form) => text.includes(form)),
      )
      .map(([name]) => `${name} in ${where}`),
  );
}

function mapValues<Name extends string>(
  record: Readonly<Record<Name, string>>,
  change: (value: string, name: string) => string,
): Record<Name, string> {
  const entries = Object.entries<string>(record).map(([name, value]) => [name, change(value, name)]);
  return Object.fromEntries(entries) as Record<Name, string>;
}
