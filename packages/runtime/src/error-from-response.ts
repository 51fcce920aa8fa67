import { withoutSecrets } from "./error-view.js";
import {
  APIError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  type ErrorFacts,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  QuotaExceededError,
  RateLimitError,
  UnprocessableEntityError,
} from "./errors.js";
import type { OperationDefinition } from "./operation.js";

/**
 * The error that an answer outside 2xx stands for. Its body may be JSON of any shape, text, or nothing.
 *
 * @param secrets What its message and code must not repeat, though the server does.
 */
export function errorFromResponse(
  operation: OperationDefinition,
  response: Response,
  text: string | undefined,
  secrets: readonly (string | null | undefined)[],
): APIError {
  const body = parseBody(text);
  const code = codeOf(body, secrets);
  const message = messageOf(body, secrets);
  const facts = { status: response.status, headers: response.headers, body, code };
  const ErrorClass = classOf(response.status, `${code ?? ""} ${message ?? ""}`);
  const fact = `${response.status}${code ? ` ${code}` : ""}`;
  return new ErrorClass(
    `${fact}: ${message ?? (response.statusText || "no message")} ${placeOf(operation)}`,
    {
      ...facts,
      operation: operation.id,
      requestId: requestIdOf(response.headers),
    },
  );
}

/** Where a call went, safe to print: its method and its path with placeholders. */
export function placeOf(operation: OperationDefinition): string {
  return `(${operation.method} ${operation.path})`;
}

/** The id that the server gave a request, from the headers that usually carry one. */
export function requestIdOf(headers: Headers): string | undefined {
  const name = REQUEST_ID_HEADERS.find((header) => headers.has(header));
  return name === undefined ? undefined : (headers.get(name) ?? undefined);
}

/** A text on one line, cut to a length that a message can bear. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line;
}

const LONGEST_EXCERPT = 300;
const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-apigw-id", "cf-ray"];

type ErrorClass = new (message: string, facts: ErrorFacts) => APIError;

const CLASSES: Readonly<Record<number, ErrorClass>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
};

function classOf(status: number, says: string): ErrorClass {
  if (status === 429) return saysQuotaIsSpent(says) ? QuotaExceededError : RateLimitError;
  return CLASSES[status] ?? (status >= 500 ? InternalServerError : APIError);
}

/** Only words about a month or a quota count, and only without a word about seconds or minutes beside them. */
function saysQuotaIsSpent(says: string): boolean {
  return /month|quota|billing period/i.test(says) && !/second|minute/i.test(says);
}

function parseBody(text: string | undefined): unknown {
  if (!text?.trim()) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function codeOf(body: unknown, secrets: readonly (string | null | undefined)[]): string | undefined {
  const code = property(body, "code") ?? property(property(body, "error"), "code");
  return typeof code === "string" || typeof code === "number"
    ? excerpt(withoutSecrets(String(code), secrets)) || undefined
    : undefined;
}

function messageOf(body: unknown, secrets: readonly (string | null | undefined)[]): string | undefined {
  const error = property(body, "error");
  const candidates = [
    body,
    property(body, "message"),
    error,
    property(error, "message"),
    property(property(property(body, "errors"), "0"), "message"),
    property(property(body, "errors"), "0"),
    property(body, "detail"),
    property(body, "title"),
  ];
  const message = candidates.find((candidate) => typeof candidate === "string" && candidate.trim() !== "");
  return typeof message === "string" ? excerpt(withoutSecrets(message, secrets)) : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
