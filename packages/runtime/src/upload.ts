import type { WithResponse } from "./api-promise.js";
import { sendCall } from "./call.js";
import { CallScope } from "./call-scope.js";
import { APIError, APIUserAbortError, UploadError } from "./errors.js";
import type { OperationDefinition, UploadOperation, UploadReadiness } from "./operation.js";
import type { UploadContent, UploadOptions } from "./options.js";
import { connectionError } from "./response.js";
import { pauseAfter, RetryPlan } from "./retry.js";
import type { Settings } from "./settings.js";

/** Creates a file, sends its bytes and waits until it is complete. */
export async function uploadContent<Result>(
  settings: Settings,
  operation: UploadOperation<never, unknown>,
  params: unknown,
  content: UploadContent,
  options: UploadOptions,
): Promise<WithResponse<Result>> {
  const { pollTimeout = 0 } = options;
  if (Number.isNaN(pollTimeout)) throw new TypeError(`pollTimeout cannot be ${pollTimeout}`);
  const upload = { settings, options, scope: new CallScope(settings.clock, options) };
  try {
    const created = await call(upload, operation.create, { ...(params as object), ...operation.fixed });
    try {
      await sendContent(upload, operation, addressOf(settings, created.data, operation.url), content);
      const { ready } = operation;
      const last = ready === undefined ? created : await waitUntilReady(upload, ready, created.data);
      return last as WithResponse<Result>;
    } catch (error) {
      throw error instanceof APIError && !(error instanceof APIUserAbortError)
        ? uploadError(error, created.data)
        : error;
    }
  } finally {
    upload.scope.close();
  }
}

/** One upload under way. Its scope holds the deadline of all its requests together. */
interface Upload {
  readonly settings: Settings;
  readonly options: UploadOptions;
  readonly scope: CallScope;
}

const FIRST_POLL_WAIT = 500;
const LONGEST_POLL_WAIT = 5_000;

async function call(
  { settings, options, scope }: Upload,
  operation: OperationDefinition,
  params: unknown,
): Promise<WithResponse<unknown>> {
  const answer = await sendCall(
    settings,
    operation,
    params,
    { ...options, deadline: scope.remaining },
    { unread: false },
  );
  return answer as WithResponse<unknown>;
}

/** Sends the bytes by `fetch` alone: the address is the permission, and the key is not for the place it leads to. */
async function sendContent(
  { settings, options, scope }: Upload,
  operation: UploadOperation<never, unknown>,
  url: string,
  content: UploadContent,
): Promise<void> {
  const { method, contentType } = operation;
  const retries = new RetryPlan(options.maxRetries ?? settings.maxRetries, true, settings.clock);
  const send = async (signal: AbortSignal): Promise<void> => {
    const init = {
      method,
      body: content,
      headers: { "content-type": contentType },
      redirect: "manual",
      signal,
    };
    const response = await settings.fetch(url, init as RequestInit).catch((cause: unknown) => {
      throw connectionError(operation.create, "the bytes were not sent, no connection", cause);
    });
    const text = await response.text().catch(() => "");
    if (response.ok) return;
    // What else the storage says may repeat the address, which is a secret.
    const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
    const { status, headers } = response;
    throw new APIError(`the bytes were not taken: ${[status, code].filter(Boolean).join(" ")}`, {
      status,
      headers,
      code,
    });
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return await scope.race(send, options.timeout ?? settings.timeout);
    } catch (error) {
      if (scope.interruption !== undefined || !(error instanceof APIError)) throw error;
      const wait = retries.next(error, pauseAfter(error, 0, settings.clock));
      if (wait === undefined || wait >= scope.remaining || !settings.retryBudget.take()) throw error;
      const status = error.status ?? "connection";
      settings.onEvent?.({
        kind: "retry",
        operation: operation.create.id,
        attempt: attempt + 1,
        wait,
        status,
      });
      await scope.sleep(wait);
    }
  }
}

async function waitUntilReady(
  upload: Upload,
  { operation, parameters, property, value }: UploadReadiness,
  created: unknown,
): Promise<WithResponse<unknown>> {
  const { scope, options, settings } = upload;
  const { pollTimeout = 60_000 } = options;
  const end = settings.clock.now() + pollTimeout;
  const params = Object.fromEntries(
    Object.entries(parameters).map(([name, source]) => [name, propertyOf(created, source)]),
  );
  for (let wait = FIRST_POLL_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_POLL_WAIT)) {
    const answer = await call(upload, operation, params);
    const state = propertyOf(answer.data, property);
    if (state === value) return answer;
    const left = end - settings.clock.now();
    if (left <= 0) {
      throw new APIError(
        `the bytes were sent, but ${property} is ${String(state)} after ${pollTimeout} ms (pollTimeout)`,
      );
    }
    await scope.sleep(Math.min(wait, left));
  }
}

/** The address for the bytes. Only a server that is itself asked without TLS may name one without TLS. */
function addressOf({ baseURL }: Settings, created: unknown, property: string): string {
  const url = propertyOf(created, property);
  const scheme = typeof url === "string" ? /^https?:(?=\/\/)/i.exec(url)?.[0].toLowerCase() : undefined;
  if (scheme === "https:" || (scheme === "http:" && baseURL.startsWith("http:"))) return url as string;
  throw new APIError(`the server gave no address for the bytes: ${property} is no https address`);
}

function uploadError(error: APIError, created: unknown): UploadError {
  const { status, headers, body, code, operation, requestId } = error;
  return new UploadError(error.message, created, {
    status,
    headers,
    body,
    code,
    operation,
    requestId,
    cause: error,
  });
}

function propertyOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}
