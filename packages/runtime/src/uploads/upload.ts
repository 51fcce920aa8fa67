import {
  APIPromise,
  buildRequest,
  onInterruption,
  type PendingAnswer,
  type RequestOptions,
  startCall,
} from "../calls/index.js";
import { canSendStreams, type StreamedBody, type UploadContent } from "../content/index.js";
import { APIError, addCaller, rejected, TracedPromise, trace } from "../errors/index.js";
import type { OperationDefinition, WithResponse } from "../operations/index.js";
import { guarded } from "../platform/index.js";
import { checkUploadOptions } from "./check-upload-options.js";
import { addressOf, contentOperation, contentSettings } from "./send-content.js";
import { StallLimit } from "./stall-limit.js";
import { uploadBody } from "./upload-body.js";
import { uploadFailure } from "./upload-failure.js";
import type { UploadOperation } from "./upload-operation.js";
import type { UploadOptions } from "./upload-options.js";
import type { UploadSettings } from "./upload-settings.js";
import { waitUntilReady } from "./wait-until-ready.js";

/** Creates a file, sends its content and waits until it is complete. */
export function uploadContent<Result>(
  settings: UploadSettings,
  operation: UploadOperation<never, unknown>,
  params: unknown,
  content: UploadContent,
  options: UploadOptions,
): APIPromise<Result> {
  return new APIPromise((resolve) => {
    const answer: PendingAnswer = { unread: false, response: undefined, caller: undefined };
    const upload = new Upload(settings, operation, options, (error) => resolve(rejected(error, answer)));
    void upload.begin(params, content, ({ data, response }) => {
      answer.response = response;
      resolve(data as Result);
    });
    return answer;
  });
}

/** One upload in progress: several calls with one signal and one deadline. */
class Upload {
  readonly #settings: UploadSettings;
  readonly #operation: UploadOperation<never, unknown>;
  readonly #options: UploadOptions;
  readonly #reject: (error: unknown) => void;
  readonly #limit: StallLimit;
  /** Aborts the calls. */
  readonly #leaving = new AbortController();
  readonly #end: number;
  #body: StreamedBody | undefined;
  #created: WithResponse<unknown> | undefined;
  #isSent = false;
  #forgetInterruption: (() => void) | undefined;

  constructor(
    settings: UploadSettings,
    operation: UploadOperation<never, unknown>,
    options: UploadOptions,
    reject: (error: unknown) => void,
  ) {
    const { clock } = settings;
    this.#settings = settings;
    this.#operation = operation;
    this.#options = options;
    this.#reject = reject;
    // Without progress reports, a stall cannot be distinguished from a long upload.
    this.#limit = new StallLimit(clock, canSendStreams() ? (options.timeout ?? settings.timeout) : Infinity);
    this.#end = clock.now() + (options.deadline ?? Infinity);
  }

  /** Never throws. A failure is passed to `reject` immediately, even if requests are still in progress. */
  async begin(
    params: unknown,
    content: UploadContent,
    resolve: (result: WithResponse<unknown>) => void,
  ): Promise<void> {
    try {
      const body = this.#prepare(params, content);
      const result = await this.#run(params, body);
      this.#close();
      resolve(result);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Checks all that can be checked before anything is read or sent. */
  #prepare(params: unknown, content: UploadContent): StreamedBody {
    const { clock, logger } = this.#settings;
    const { onProgress } = this.#options;
    const { create } = this.#operation;
    try {
      checkUploadOptions(create.id, this.#options);
      const report = guarded("onProgress", onProgress, logger);
      this.#body = uploadBody(`${create.id}: content`, content, (sent, total) => {
        this.#limit.restart();
        report?.({ sent, total });
      });
      buildRequest(this.#settings, create, this.#paramsOf(params), this.#options);
      this.#forgetInterruption = onInterruption(clock, this.#options, (reason) => this.#fail(reason));
      return this.#body;
    } catch (error) {
      addCaller(error, trace(TracedPromise));
      throw error;
    }
  }

  #paramsOf(params: unknown): object {
    return { ...(params as object), ...this.#operation.fixed };
  }

  async #run(params: unknown, body: StreamedBody): Promise<WithResponse<unknown>> {
    const { clock, baseURL } = this.#settings;
    const { maxRetries, pollTimeout = 60_000 } = this.#options;
    const { create, url, ready } = this.#operation;
    // Unreadable content fails before anything is created.
    await this.#limit.limit(this.#leaving.signal, () => body.peek());
    const created = await this.#call(create, this.#paramsOf(params));
    this.#created = created;
    const address = addressOf(baseURL, created.data, url);
    const settings = contentSettings(this.#settings, this.#operation, address, this.#limit);
    await this.#call(
      contentOperation(this.#operation),
      { content: body },
      { timeout: Infinity, maxRetries },
      settings,
    );
    this.#isSent = true;
    if (ready === undefined) return created;
    const call = (operation: OperationDefinition, values: unknown) => this.#call(operation, values);
    return waitUntilReady(ready, created.data, { clock, signal: this.#leaving.signal, pollTimeout, call });
  }

  #call(
    operation: OperationDefinition,
    params: unknown,
    options: RequestOptions = this.#options,
    settings: UploadSettings = this.#settings,
  ): Promise<WithResponse<unknown>> {
    const deadline = Math.max(0, this.#end - settings.clock.now());
    const limited = { ...options, signal: this.#leaving.signal, deadline };
    return new APIPromise<unknown>((resolve) =>
      startCall(settings, operation, params, limited, resolve),
    ).withResponse();
  }

  #fail(error: unknown): void {
    // Ending an upload also makes the current call fail.
    if (this.#leaving.signal.aborted) return;
    const created = this.#created;
    if (created === undefined || !(error instanceof APIError)) {
      this.#reject(error);
    } else {
      const redact = this.#settings.secrets.redactor(this.#operation.create);
      this.#reject(uploadFailure(error, this.#operation, created.data, this.#isSent, redact));
    }
    this.#leaving.abort();
    this.#close();
  }

  #close(): void {
    this.#forgetInterruption?.();
    this.#body?.cancel();
  }
}
