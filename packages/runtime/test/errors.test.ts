import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  APIError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  isErrorOf,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from "../src/index.js";
import { json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

async function errorOf(answer: Response | Error): Promise<APIError> {
  const fetch = scriptedFetch(answer instanceof Error ? answer : () => answer);
  const error = await shop({ fetch, maxRetries: 0 })
    .request(retrieveItem, { id: "1" })
    .catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(APIError);
  return error as APIError;
}

describe("an error", () => {
  test.each([
    [400, "BadRequestError", BadRequestError],
    [401, "AuthenticationError", AuthenticationError],
    [403, "PermissionDeniedError", PermissionDeniedError],
    [404, "NotFoundError", NotFoundError],
    [409, "ConflictError", ConflictError],
    [422, "UnprocessableEntityError", UnprocessableEntityError],
    [429, "RateLimitError", RateLimitError],
    [500, "InternalServerError", InternalServerError],
    [503, "InternalServerError", InternalServerError],
    [418, "APIError", APIError],
  ] as const)("of status %i is of class %s and describes the response", async (status, name, ErrorClass) => {
    const body = { code: "some_code", message: "What went wrong" };
    const error = await errorOf(json(body, status, { "x-request-id": "r-1" }));
    expect(error).toBeInstanceOf(ErrorClass);
    expect(error.name).toBe(name);
    expect(error.message).toBe(`${status} some_code: What went wrong (GET /v1/items/{id})`);
    expect(error).toMatchObject({
      status,
      code: "some_code",
      body,
      operation: "retrieveItem",
      requestId: "r-1",
    });
    expect(error.headers?.get("content-type")).toBe("application/json");
  });

  test.each([
    ['{"message":"Forbidden"}', "403: Forbidden"],
    ['{"error":"no task"}', "403: no task"],
    ['{"error":{"message":"deep","code":"c1"}}', "403 c1: deep"],
    ['{"error":{},"errors":[{"message":"first"},{"message":"second"}]}', "403: first"],
    ['{"code":17}', "403 17: Denied"],
    ['{"title":"Problem","detail":"in detail"}', "403: in detail"],
    ['{"detail":[{"loc":["body","name"],"msg":"Field required","type":"missing"}]}', "403: Field required"],
    ["{}", "403: Denied"],
    ["null", "403: Denied"],
    ["[]", "403: Denied"],
    ["", "403: Denied"],
    ["404 page\n not found", "403: 404 page not found"],
    ['"text"', "403: text"],
    [`{"message":"${"long ".repeat(200)}"}`, /^403: (long )+…|^403: (long )+l?o?n?g?…/],
  ])("has a short message for the body %s", async (body, message) => {
    const error = await errorOf(new Response(body, { status: 403, statusText: "Denied" }));
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(400);
  });

  test.each([
    [{ code: "quota_exceeded", message: "Quota exceeded" }, "QuotaExceededError"],
    [{ message: "Your plan's monthly API limit is reached" }, "QuotaExceededError"],
    [{ message: "Too many requests" }, "RateLimitError"],
    [{ message: "Quota of 20 requests per second exceeded" }, "RateLimitError"],
    [{}, "RateLimitError"],
  ])("of status 429 distinguishes a used-up monthly quota from too many requests: %j", async (body, name) => {
    expect((await errorOf(json(body, 429))).name).toBe(name);
  });

  test("of status 304 does not mention a redirect", async () => {
    const error = await errorOf(new Response(null, { status: 304, statusText: "Not Modified" }));
    expect(error.message).toBe("304: Not Modified (GET /v1/items/{id})");
  });

  test("of a connection has its cause and does not print the URL", async () => {
    const cause = Object.assign(new TypeError("fetch failed: https://shop.test/?key=secret"), {
      cause: Object.assign(new Error(), { code: "ECONNRESET" }),
    });
    const error = await errorOf(cause);
    expect(error).toMatchObject({ name: "APIConnectionError", status: undefined, cause });
    expect(error.message).toBe(
      "connection to shop.test closed before a response (ECONNRESET) (GET /v1/items/{id})",
    );
  });

  test("of a response that is not JSON has the SyntaxError as its cause, but does not print its message", async () => {
    const error = await errorOf(new Response('["private data" and more]', { status: 200 }));
    expect(error.cause).toBeInstanceOf(SyntaxError);
    expect(error.body).toBe('["private data" and more]');
    expect(inspect(error)).toContain("[cause]: SyntaxError");
    expect(inspect(error)).not.toContain("private");
  });

  test("of a response whose body is cut off has the reason as its cause", async () => {
    const lost = new Error("lost");
    const body = new ReadableStream({ start: (controller) => controller.error(lost) });
    const error = await errorOf(new Response(body, { status: 403, statusText: "Denied" }));
    expect(error).toMatchObject({ message: "403: Denied (GET /v1/items/{id})", cause: lost });
  });

  test("does not print the key", async () => {
    const error = await errorOf(json({ message: "wrong key" }, 401));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("secret-key");
  });
});

describe("isErrorOf", () => {
  test("accepts a response of the operation with a JSON body", async () => {
    const error = await errorOf(json({ message: "Gone" }, 404));
    expect(isErrorOf(retrieveItem, error)).toBe(true);
  });

  test.each([
    ["of another operation", { ...retrieveItem, id: "deleteItem" }, json({ message: "Gone" }, 404)],
    ["whose body is not JSON", retrieveItem, new Response("<html>", { status: 404 })],
    ["whose body is empty", retrieveItem, new Response(null, { status: 404 })],
    ["that never came", retrieveItem, new TypeError("fetch failed")],
  ] as const)("rejects a response %s", async (_, operation, answer) => {
    expect(isErrorOf(operation, await errorOf(answer))).toBe(false);
  });

  test("rejects other values", () => {
    expect(isErrorOf(retrieveItem, new Error("no response"))).toBe(false);
    expect(isErrorOf(retrieveItem, undefined)).toBe(false);
    const wrongSuccess = new APIError("200: wrong", { operation: "retrieveItem", status: 200, body: [] });
    expect(isErrorOf(retrieveItem, wrongSuccess)).toBe(false);
  });
});
