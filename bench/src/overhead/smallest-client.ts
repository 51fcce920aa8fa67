/** A response outside 2xx. */
class StatusError extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`${status}: ${text}`);
    this.status = status;
  }
}

/**
 * The smallest client with the main guarantees of `copilot-sdk`: an exact rate limit, aborts and a timeout, retries, bounded bodies,
 * typed errors with the caller in the stack. It has no options, log, middleware or observers, and knows one kind of request. Its time
 * is the lower bound of what a client with these guarantees can reach.
 */
export class SmallestClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limit: number;
  /** When the responses of the last window were received. */
  #received: number[] = [];
  /** Those before this index are older. */
  #first = 0;
  #inFlight = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param limit Maximum number of requests per second. */
  constructor(url: string, headers: Readonly<Record<string, string>>, limit: number) {
    this.#url = url;
    this.#headers = headers;
    this.#limit = limit;
  }

  /** Retrieves a JSON value. */
  async get(path: string, signal?: AbortSignal): Promise<unknown> {
    for (let retries = 0; ; retries++) {
      while (!this.#isFree()) await this.#slot();
      this.#inFlight++;
      try {
        return await this.#attempt(path, signal);
      } catch (error) {
        const mayPass = !(error instanceof StatusError) || error.status === 429 || error.status >= 500;
        if (!mayPass || retries >= MOST_RETRIES || signal?.aborted) throw error;
      } finally {
        this.#inFlight--;
        this.#received.push(performance.now());
        this.#waiting.shift()?.();
      }
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** retries));
    }
  }

  async #attempt(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    const controller = new AbortController();
    const abort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener("abort", abort);
    const timer = setTimeout(() => controller.abort(new Error("no response in time")), TIMEOUT);
    try {
      const init = { headers: this.#headers, signal: controller.signal, redirect: "manual" } as const;
      const response = await fetch(this.#url + path, init);
      const text = await readText(response);
      if (!response.ok) throw new StatusError(response.status, text);
      return JSON.parse(text);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  #isFree(): boolean {
    const start = performance.now() - WINDOW;
    while ((this.#received[this.#first] ?? Infinity) <= start) this.#first++;
    if (this.#first * 2 > this.#received.length) {
      this.#received = this.#received.slice(this.#first);
      this.#first = 0;
    }
    return this.#received.length - this.#first + this.#inFlight < this.#limit;
  }

  /** Resolves when a slot may be free: after the next response, or when the oldest response leaves the window. */
  #slot(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      const oldest = this.#received[this.#first];
      if (oldest !== undefined) setTimeout(resolve, Math.max(1, oldest + WINDOW - performance.now()));
    });
  }
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MOST_BYTES) throw new RangeError("the body is too large");
    text += decoder.decode(value, { stream: true });
  }
}

const WINDOW = 1_000;
const TIMEOUT = 60_000;
const MOST_RETRIES = 2;
const MOST_BYTES = 100 * 2 ** 20;
