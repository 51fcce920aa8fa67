/**
 * How many retries a client may make, all its calls together. A retry takes a token, a call that succeeds gives a tenth
 * of one back: so a server that fails for a moment is asked again, and one that is down gets no storm on top of what it
 * cannot answer. Waits for the rate limit take none: the server did not act on those requests.
 */
export class RetryBudget {
  #tokens = MOST_TOKENS;

  /** Takes a token; false: none is left, so the failure is final. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** A call succeeded. */
  succeeded(): void {
    this.#tokens = Math.min(MOST_TOKENS, this.#tokens + TOKENS_OF_A_SUCCESS);
  }
}

/** Enough for two retries of all that is under way when a server at 20 requests a second goes away for a moment. */
const MOST_TOKENS = 50;
const TOKENS_OF_A_SUCCESS = 0.1;
