import type { Effect } from "./catalogue.ts";
import { cut } from "./describe.ts";

/** A failed call as an assistant gets it. */
export interface Failure {
  readonly error: string;
  readonly status?: number;
  readonly code?: string;
  readonly message: string;
  readonly requestId?: string;
  /** The body of the response, cut. */
  readonly body?: unknown;
  /** What the assistant can do. */
  readonly whatToDo: string;
}

/** Describes an error of a client. It recognizes them by their properties, because each API may have its own runtime. */
export function failureOf(error: unknown, effect: Effect): Failure {
  const facts = Object(error) as { readonly [name: string]: unknown };
  const name = String(facts.name ?? "Error");
  const status = typeof facts.status === "number" ? facts.status : undefined;
  const body = facts.body === undefined ? undefined : cut(JSON.stringify(facts.body) ?? "", 2_000);
  return {
    error: name,
    ...(status !== undefined && { status }),
    ...(typeof facts.code === "string" && { code: facts.code }),
    message: cut(String(facts.message ?? error), 2_000),
    ...(typeof facts.requestId === "string" && { requestId: facts.requestId }),
    ...(body !== undefined && { body }),
    whatToDo: adviceFor(name, status, effect),
  };
}

function adviceFor(name: string, status: number | undefined, effect: Effect): string {
  const byName = ADVICE_BY_NAME[name];
  if (byName !== undefined) return byName;
  const uncertain =
    effect === "read" ? "" : " The change may have been made: read the data before you repeat the call.";
  if (status === undefined)
    return name.startsWith("APIConnection")
      ? `The API could not be reached, or did not respond in time. Try again later.${uncertain}`
      : "Read the message, and change the input if it is the cause.";
  if (status >= 500) return `The API failed, also after retries. Try again later.${uncertain}`;
  return ADVICE[status] ?? "Read the message, and change the input if it is the cause.";
}

const ADVICE_BY_NAME: { readonly [name: string]: string } = {
  ConfigurationError: "The person who configures this server has to set what the message names.",
  QuotaExceededError:
    "The quota of requests is used up. Make no more calls; the message says when it is renewed.",
  QueueFullError:
    "Too many calls are waiting for the rate limit. Make fewer calls at a time, and try again later.",
  UploadError: "Something was created, but without its content. Read the message before you repeat the call.",
  PaginationError: "The list cannot be continued. Start it again, with narrower filters if there are any.",
};

const CHECK_INPUT = "Compare the input with `describe`, and correct what the message names.";

const ADVICE: { readonly [status: number]: string } = {
  400: CHECK_INPUT,
  401: "The credentials of this server are missing or invalid. The person who configures it has to set valid ones.",
  403: "The credentials of this server may not do this. Do not repeat the call.",
  404: "Check the ID, for example by listing the resource.",
  409: "The request conflicts with the resource's current state. Read it, and decide again.",
  422: CHECK_INPUT,
  429: "The API refused the call because of its rate limit, also after retries. Wait, and make fewer calls.",
};
