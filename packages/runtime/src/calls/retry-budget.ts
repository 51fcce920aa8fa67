/**
 * Limits the retries of all calls of a client together. A retry takes a token, and a successful call returns a tenth of a token. So
 * calls are retried when a server fails briefly, but a server that is down is not flooded with retries. Retries after a rate limit
 * refusal take no token, because the server did not act on those requests.
 */
export class RetryBudget {
  #tokens = MOST_TOKENS;

  /** Takes a token; returns false if none is left, so that the failure is final. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Called when a call has succeeded. */
  succeeded(): void {
    this.#tokens = Math.min(MOST_TOKENS, this.#tokens + TOKENS_OF_A_SUCCESS);
  }
}

/** Enough for two retries of all requests in flight when a server at 20 requests per second fails briefly. */
const MOST_TOKENS = 50;
const TOKENS_OF_A_SUCCESS = 0.1;
