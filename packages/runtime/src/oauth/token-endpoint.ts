import type { Fetch } from "../calls/index.js";
import { isHeaderText } from "../calls/index.js";
import { causesOf, knownCode, type Redact, withoutQueries } from "../errors/index.js";
import type { Clock } from "../platform/index.js";
import { readBody } from "../responses/index.js";

/** A token endpoint, and the app that requests tokens. */
export interface TokenEndpoint {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly clientAuthentication: "header" | "body";
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly redact: Redact;
}

/** A response with a token. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** In seconds. */
  readonly expiresIn: number | undefined;
}

/** Why there is no token. */
export interface TokenFailure {
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  readonly cause?: unknown;
}

/**
 * Requests a token, and repeats the request if the endpoint does not respond, is overloaded or fails.
 *
 * @param grant The parameters of the grant.
 */
export async function requestToken(
  endpoint: TokenEndpoint,
  grant: Readonly<Record<string, string>>,
): Promise<IssuedToken | TokenFailure> {
  for (let attempt = 1; ; attempt++) {
    const result = await send(endpoint, grant);
    if ("accessToken" in result || attempt === MOST_ATTEMPTS || !mayPass(result)) return result;
    await new Promise<void>((resolve) => {
      const { clock } = endpoint;
      clock.setTimeout(resolve, (0.5 + clock.random()) * FIRST_PAUSE * 2 ** (attempt - 1));
    });
  }
}

const MOST_ATTEMPTS = 3;
/** In ms. */
const FIRST_PAUSE = 500;
/** Time for one request, in ms. */
const TIMEOUT = 15_000;
const MOST_BYTES = 2 ** 20;

/** Whether the same request may succeed later. */
function mayPass({ status = 503 }: TokenFailure): boolean {
  return status === 429 || status >= 500;
}

async function send(
  endpoint: TokenEndpoint,
  grant: Readonly<Record<string, string>>,
): Promise<IssuedToken | TokenFailure> {
  const { url, clock, fetch, redact } = endpoint;
  const controller = new AbortController();
  let isLate = false;
  const timer = clock.setTimeout(() => {
    isLate = true;
    controller.abort();
  }, TIMEOUT);
  try {
    const response = await fetch(url, { ...requestOf(endpoint, grant), signal: controller.signal });
    const text = (await readBody(response, MOST_BYTES)) as string;
    return outcomeOf(response, text, redact);
  } catch (cause) {
    if (isLate) return { message: `no response within ${TIMEOUT / 1000} s` };
    const code = causesOf(cause).map(knownCode).find(Boolean);
    return { message: `no response${code === undefined ? "" : ` (${code})`}`, cause };
  } finally {
    clock.clearTimeout(timer);
  }
}

function requestOf(
  { clientId, clientSecret, clientAuthentication }: TokenEndpoint,
  grant: Readonly<Record<string, string>>,
): RequestInit {
  const inHeader = clientSecret !== undefined && clientAuthentication === "header";
  const form = new URLSearchParams(grant);
  if (!inHeader) {
    form.set("client_id", clientId);
    if (clientSecret !== undefined) form.set("client_secret", clientSecret);
  }
  const headers = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
    ...(inHeader && { authorization: `Basic ${btoa(`${encoded(clientId)}:${encoded(clientSecret)}`)}` }),
  };
  // The credentials must not be sent to the target of a redirect.
  return { method: "POST", headers, body: form.toString(), redirect: "manual" };
}

/** As in a form. Source: RFC 6749, section 2.3.1. */
function encoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function outcomeOf({ status, ok }: Response, text: string, redact: Redact): IssuedToken | TokenFailure {
  const body = parsed(text);
  const property = (name: string): unknown =>
    typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  const said = (name: string): string => {
    const value = property(name);
    return typeof value === "string" ? withoutQueries(redact(value)).replace(/\s+/g, " ").slice(0, 300) : "";
  };
  const code = said("error");
  if (!ok || code !== "") {
    const message = [`status ${status}`, code, said("error_description")].filter(Boolean).join(": ");
    return { message, status, ...(code !== "" && { code }) };
  }
  const accessToken = property("access_token");
  if (typeof accessToken !== "string" || !isHeaderText(accessToken)) {
    return { message: "the response has no valid access_token", status };
  }
  const type = property("token_type") ?? "bearer";
  if (!/^bearer$/i.test(String(type))) {
    return { message: "the token_type is not bearer", status };
  }
  const refreshToken = property("refresh_token");
  const expiresIn = Number(property("expires_in") ?? Number.NaN);
  return {
    accessToken,
    refreshToken: typeof refreshToken === "string" && refreshToken !== "" ? refreshToken : undefined,
    expiresIn: expiresIn >= 0 ? expiresIn : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
