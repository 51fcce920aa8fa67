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
  type Redact,
  UnprocessableEntityError,
  withoutQueries,
} from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { parseJSON } from "./json.js";

/**
 * Creates the error of a response outside 2xx. Its body may be any JSON, text, or empty.
 *
 * @param redact Hides secrets that the server may repeat.
 * @param cause The error that reading the body failed with.
 */
export function errorFromResponse(
  operation: OperationDefinition,
  response: Response,
  text: string,
  redact: Redact,
  cause?: unknown,
): APIError {
  const { status, statusText } = response;
  const body = parsed(text, operation, response);
  const { code, message } = explanationOf(body, redact);
  const ErrorClass = classOf(status, `${code} ${message}`);
  return new ErrorClass(
    `${status}${code ? ` ${code}` : ""}: ${message ?? (excerpt(withoutQueries(redact(statusText))) || "no message")} ${placeOf(operation)}`,
    { ...factsOf(operation, response, redact), body, code, cause },
  );
}

/** The error code and the message in the body of an error; undefined if there are none. */
export function explanationOf(
  body: unknown,
  redact: Redact,
): Readonly<Record<"code" | "message", string | undefined>> {
  const said = (texts: readonly unknown[]): string | undefined => {
    const first = texts.find((one) => typeof one === "string" && one.trim() !== "");
    // A server may repeat the requested URL, such as `Cannot GET /v1/items?email=…`.
    return first === undefined ? undefined : excerpt(withoutQueries(redact(String(first))));
  };
  const code = said([body, property(body, "error")].map((holder) => codeText(property(holder, "code"))));
  return { code, message: said(messagesIn(body)) };
}

/** Properties of an error that are known from the response and its operation. */
export function factsOf(
  operation: OperationDefinition,
  { status, headers }: Response,
  redact: Redact,
): ErrorFacts {
  return { operation: operation.id, status, headers, requestId: requestIdOf(headers, redact) };
}

/** The target of a call, safe to print: its method and its path with placeholders. */
export function placeOf(operation: OperationDefinition): string {
  return `(${operation.method} ${operation.path})`;
}

/** The ID that the server assigned to a request, from the headers commonly used for it. */
export function requestIdOf(headers: Headers, redact: Redact): string | undefined {
  const id = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((value) => value !== null);
  return id === undefined || id === null ? undefined : redact(id);
}

/** Puts a string on one line and truncates it for a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line;
}

const LONGEST_EXCERPT = 300;
const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-apigw-id", "cf-ray"];

const CLASSES: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
};

function classOf(status: number, says: string): typeof APIError {
  if (status === 429) return saysQuotaIsSpent(says) ? QuotaExceededError : RateLimitError;
  return CLASSES[status] ?? (status >= 500 ? InternalServerError : APIError);
}

/** Only words about a month or a quota count, and only if no word about seconds or minutes is next to them. */
function saysQuotaIsSpent(says: string): boolean {
  return /month|quota|billing period/i.test(says) && !/second|minute/i.test(says);
}

function parsed(text: string, operation: OperationDefinition, response: Response): unknown {
  try {
    return parseJSON(text, operation, response);
  } catch {
    return text.trim() ? text : undefined;
  }
}

function codeText(code: unknown): unknown {
  return /num|big/.test(typeof code) ? `${code}` : code;
}

/** Candidates for the message, the most likely first. */
function messagesIn(body: unknown): readonly unknown[] {
  const error = property(body, "error");
  const first = property(property(body, "errors"), "0");
  const detail = property(body, "detail");
  return [
    body,
    property(body, "message"),
    error,
    property(error, "message"),
    property(first, "message"),
    first,
    detail,
    // FastAPI
    property(property(detail, "0"), "msg"),
    property(body, "title"),
  ];
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
