import {
  APIPromise,
  onInterruption,
  type PendingAnswer,
  type RequestOptions,
  type Send,
  sendBy,
  startCall,
  type WithResponse,
} from "../calls/index.js";
import { APIError, APIUserAbortError, rejected, UploadError } from "../errors/index.js";
import { binaryBody, type OperationDefinition } from "../operations/index.js";
import type { UploadOperation, UploadReadiness } from "./upload-operation.js";
import type { UploadContent, UploadOptions } from "./upload-options.js";
import type { UploadSettings } from "./upload-settings.js";

/** Creates a file, sends its bytes and waits until it is complete. */
export function uploadContent<Result>(
  settings: UploadSettings,
  operation: UploadOperation<never, unknown>,
  params: unknown,
  content: UploadContent,
  options: UploadOptions,
): APIPromise<Result> {
  return new APIPromise((resolve) => {
    const answer: PendingAnswer = { unread: false, response: undefined, caller: undefined };
    new Upload(settings, options).run(operation, params, content).then(
      ({ data, response }) => {
        answer.response = response;
        resolve(data as Result);
      },
      (error) => resolve(rejected(error, answer)),
    );
    return answer;
  });
}

const FIRST_POLL_WAIT = 500;
const LONGEST_POLL_WAIT = 5_000;

/** One upload under way: several calls with one signal and one deadline. */
class Upload {
  readonly #settings: UploadSettings;
  readonly #options: UploadOptions;
  readonly #leaving = new AbortController();
  readonly #end: number;

  constructor(settings: UploadSettings, options: UploadOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#end = settings.clock.now() + (options.deadline ?? Infinity);
  }

  async run(
    operation: UploadOperation<never, unknown>,
    params: unknown,
    content: UploadContent,
  ): Promise<WithResponse<unknown>> {
    const { clock, baseURL } = this.#settings;
    const { pollTimeout = 0 } = this.#options;
    if (Number.isNaN(pollTimeout)) throw new TypeError(`pollTimeout cannot be ${pollTimeout}`);
    let interruption: APIError | undefined;
    const forget = onInterruption(clock, this.#options, (reason) => {
      interruption = reason;
      this.#leaving.abort();
    });
    let created: WithResponse<unknown> | undefined;
    try {
      created = await this.#call(operation.create, { ...(params as object), ...operation.fixed });
      await this.#sendContent(operation, addressOf(baseURL, created.data, operation.url), content);
      return operation.ready === undefined ? created : await this.#poll(operation.ready, created.data);
    } catch (failure) {
      const error = interruption ?? failure;
      const isFinal = error instanceof APIError && !(error instanceof APIUserAbortError);
      throw created !== undefined && isFinal ? uploadError(error, created.data) : error;
    } finally {
      forget();
    }
  }

  #call(
    operation: OperationDefinition,
    params: unknown,
    options: RequestOptions = this.#options,
    settings: UploadSettings = this.#settings,
  ): Promise<WithResponse<unknown>> {
    const deadline = this.#end - settings.clock.now();
    const limited = { ...options, signal: this.#leaving.signal, deadline };
    return new APIPromise<unknown>((resolve) =>
      startCall(settings, operation, params, limited, resolve),
    ).withResponse();
  }

  /** Sends the bytes with nothing of the client's: the address is the permission, and the key is not for the place it leads to. */
  async #sendContent(
    { create, method, contentType }: UploadOperation<never, unknown>,
    url: string,
    content: UploadContent,
  ): Promise<void> {
    const settings = this.#settings;
    const { timeout, maxRetries } = this.#options;
    const put: OperationDefinition = {
      id: create.id,
      // Sent again it does the same, whatever the method.
      method: "PUT",
      path: "the storage",
      body: "binary",
      bodyParameter: "content",
      contentType,
      response: "empty",
      authentication: false,
      "~encoders": { body: binaryBody },
    };
    const send = sendBy(settings.fetch);
    const bare = {
      ...settings,
      send: refusing((request) => send({ ...request, url, method }, put)),
      defaultHeaders: undefined,
      middleware: [],
      onData: undefined,
      limiter: undefined,
      quota: undefined,
    };
    await this.#call(put, { content }, { timeout, maxRetries }, bare);
  }

  async #poll(
    { operation, parameters, property, value }: UploadReadiness,
    created: unknown,
  ): Promise<WithResponse<unknown>> {
    const { clock } = this.#settings;
    const { pollTimeout = 60_000 } = this.#options;
    const end = clock.now() + pollTimeout;
    const params = Object.fromEntries(
      Object.entries(parameters).map(([name, source]) => [name, propertyOf(created, source)]),
    );
    for (let wait = FIRST_POLL_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_POLL_WAIT)) {
      const answer = await this.#call(operation, params);
      const state = propertyOf(answer.data, property);
      if (state === value) return answer;
      const left = end - clock.now();
      if (left <= 0) {
        throw new APIError(
          `the bytes were sent, but ${property} is ${String(state)} after ${pollTimeout} ms (pollTimeout)`,
        );
      }
      await this.#sleep(Math.min(wait, left));
    }
  }

  #sleep(milliseconds: number): Promise<void> {
    const { clock } = this.#settings;
    return new Promise((resolve, reject) => {
      const forget = onInterruption(clock, this.#leaving, (reason) => {
        clock.clearTimeout(timer);
        reject(reason);
      });
      const timer = clock.setTimeout(() => {
        forget();
        resolve();
      }, milliseconds);
    });
  }
}

/** Makes errors of what a storage refuses. What it says beside a code may repeat the address, which is a secret. */
function refusing(send: Send): Send {
  return async (request, operation) => {
    const response = await send(request, operation);
    if (response.ok) return response;
    const { status, headers } = response;
    const text = await response.text().catch(() => "");
    const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
    const said = [status, code].filter(Boolean).join(" ");
    throw new APIError(`the bytes were not taken: ${said}`, { status, headers, code });
  };
}

/** The address for the bytes. Only a server that is itself asked without TLS may name one without TLS. */
function addressOf(baseURL: string, created: unknown, property: string): string {
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
