// A process may load this package more than once: as ES modules and as CommonJS, or in two versions.
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as runtime from "../src/index.js";
import * as ownSessions from "../src/sessions/index.js";
import * as ownWebhooks from "../src/webhooks/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, listItems, retrieveItem, scriptedFetch, shop, shopApi } from "./support/shop.js";

type Runtime = typeof runtime;

const own: Runtime = runtime;
let other: Runtime;
let otherSessions: typeof ownSessions;
let otherWebhooks: typeof ownWebhooks;

beforeAll(async () => {
  vi.resetModules();
  other = await import("../src/index.js");
  otherSessions = await import("../src/sessions/index.js");
  otherWebhooks = await import("../src/webhooks/index.js");
});

const errorClasses = [
  "APIError",
  "BadRequestError",
  "AuthenticationError",
  "PermissionDeniedError",
  "NotFoundError",
  "ConflictError",
  "UnprocessableEntityError",
  "RateLimitError",
  "QuotaExceededError",
  "InternalServerError",
  "APIConnectionError",
  "APIConnectionTimeoutError",
  "APIUserAbortError",
  "QueueFullError",
  "PaginationError",
] as const;

describe("instanceof between two copies of the package", () => {
  test("is tested with two distinct copies", () => {
    expect(other.APIError).not.toBe(own.APIError);
    expect(Object.getPrototypeOf(other.NotFoundError.prototype)).toBe(other.APIError.prototype);
  });

  test.each(errorClasses)("matches a %s to its class and its superclasses only", (name) => {
    const error = new other[name]("failed");
    const classes = errorClasses.filter((each) => error instanceof own[each]);
    const known = errorClasses.filter((each) => error instanceof other[each]);
    expect(classes).toEqual(known);
    expect(classes).toContain(name);
    expect(error.name).toBe(name);
  });

  test("recognizes errors that do not belong to a call", () => {
    expect(new other.ConfigurationError("wrong") instanceof own.ConfigurationError).toBe(true);
    expect(new other.ConfigurationError("wrong") instanceof own.APIError).toBe(false);
    const upload = new other.UploadError("failed", { id: "1" });
    expect(upload instanceof own.UploadError && upload.created).toEqual({ id: "1" });
    const session = new otherSessions.SessionTokenError("expired");
    expect(session instanceof ownSessions.SessionTokenError && session.code).toBe("expired");
    const webhook = new otherWebhooks.WebhookError("too-old", "old");
    expect(webhook instanceof ownWebhooks.WebhookError && webhook.status).toBe(401);
  });

  test("distinguishes a program's own subclasses", () => {
    class Mine extends own.NotFoundError {}
    class Theirs extends other.NotFoundError {}
    expect(new Mine("mine") instanceof Mine).toBe(true);
    expect(new Mine("mine") instanceof other.APIError).toBe(true);
    expect(new Theirs("theirs") instanceof own.NotFoundError).toBe(true);
    expect(new Theirs("theirs") instanceof Mine).toBe(false);
    expect(new own.NotFoundError("own") instanceof Mine).toBe(false);
    expect(new own.APIError("own") instanceof own.NotFoundError).toBe(false);
  });

  test.each([
    ["undefined", undefined],
    ["null", null],
    ["a string", "NotFoundError"],
    ["an object that imitates one", { name: "NotFoundError", status: 404, constructor: own.NotFoundError }],
    ["an object without a prototype", Object.create(null)],
    ["another error with the same name", Object.assign(new Error("no"), { name: "NotFoundError" })],
    ["the class itself", own.NotFoundError],
  ])("is false for %s", (_, value) => {
    expect(value instanceof own.NotFoundError).toBe(false);
    expect(value instanceof other.APIError).toBe(false);
  });
});

describe("two copies work together:", () => {
  test("a client calls an operation of the other copy", async () => {
    const retrieve = other.operation<{ id: string }, unknown>({ ...retrieveItem });
    const failed = shop({ fetch: scriptedFetch(json({}, 404)) }).request(retrieve, { id: "1" });
    await expect(failed).rejects.toBeInstanceOf(own.NotFoundError);
  });

  test("a client iterates a page operation of the other copy, and its errors have the cursor", async () => {
    const list = other.pageOperation<{ nextToken?: string }, { id: string }>({ ...listItems });
    const fetch = scriptedFetch(json({ data: [{ id: "1" }], nextToken: "2" }), json({}, 404));
    const pages = shop({ fetch, maxRetries: 0 }).page(list);
    const error: unknown = await pages.toArray().catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(own.NotFoundError);
    expect(error).toMatchObject({ cursor: "2" });
  });

  test("a client retries when middleware throws an error of the other copy", async () => {
    const clock = new FakeClock();
    const client = new other.ApiClient(shopApi, {
      clock,
      apiKey: "secret-key",
      rateLimit: false,
      logLevel: "off",
      fetch: scriptedFetch(json({ id: "1" })),
      middleware: [
        (next) => async (request) => {
          if (request.attempt === 1) throw new own.APIConnectionError("the line is dead");
          return next(request);
        },
      ],
    });
    expect(await clock.finish(client.request(retrieveItem, { id: "1" }))).toEqual({ id: "1" });
  });
});
