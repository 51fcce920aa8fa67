import type { Clock } from "../platform/index.js";
import type { IssuedToken, TokenFailure } from "./token-endpoint.js";

/** Requests a token with scopes. */
export type TokenRequester = (scopes: readonly string[]) => Promise<IssuedToken | TokenFailure>;

/** The current token of a credential, which all callers in the process share. */
export class TokenStore {
  readonly #clock: Clock;
  #current: KeptToken | undefined;
  #pending: PendingToken | undefined;
  /** When a token was last refused. */
  #refusedAt = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Returns a valid token that has the scopes. Callers at the same time share one request. A token is renewed before it expires; if that
   * fails, it is used for as long as it is valid.
   */
  async get(scopes: readonly string[], request: TokenRequester): Promise<string | TokenFailure> {
    const kept = this.#current;
    const fits = kept !== undefined && covers(kept.scopes, scopes);
    if (fits && this.#clock.now() < kept.renewAt) return kept.value;
    const pending = this.#pending;
    const isAsked = pending !== undefined && covers(pending.scopes, scopes);
    const outcome = await (isAsked ? pending.outcome : this.#renew(scopes, request));
    if ("value" in outcome) return outcome.value;
    if (!fits || this.#current?.value !== kept.value || this.#clock.now() >= kept.expiresAt) return outcome;
    this.#current = { ...kept, renewAt: this.#clock.now() + PAUSE_AFTER_FAILURE };
    return kept.value;
  }

  /** Keeps a token that is known already. It may have any scopes. */
  seed(value: string): void {
    this.#current ??= { value, scopes: undefined, renewAt: Infinity, expiresAt: Infinity };
  }

  /**
   * Forgets a token that the server refused. Returns whether another attempt makes sense: not if the previous token was refused a moment
   * ago, too.
   */
  refused(value: string): boolean {
    if (this.#current?.value !== value) return true;
    const now = this.#clock.now();
    if (now - this.#refusedAt < PAUSE_AFTER_REFUSAL) return false;
    this.#refusedAt = now;
    this.#current = undefined;
    return true;
  }

  /** Requests a token with these scopes, and with those of the current token and of the request in progress, which comes first. */
  #renew(scopes: readonly string[], request: TokenRequester): Promise<KeptToken | TokenFailure> {
    const before = this.#pending;
    const all = [...new Set([...(this.#current?.scopes ?? []), ...(before?.scopes ?? []), ...scopes])];
    const outcome = this.#request(all, request, before?.outcome);
    // On platforms where a promise belongs to an incoming request, other requests must not wait for it.
    if (this.#clock.hasRequestContexts) return outcome;
    const pending = { scopes: all, outcome };
    this.#pending = pending;
    const forget = (): void => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    outcome.then(forget, forget);
    return outcome;
  }

  async #request(
    scopes: readonly string[],
    request: TokenRequester,
    before: Promise<unknown> | undefined,
  ): Promise<KeptToken | TokenFailure> {
    await before;
    const issued = await request(scopes);
    if (!("accessToken" in issued)) return issued;
    const now = this.#clock.now();
    const lifetime = (issued.expiresIn ?? Infinity) * 1000;
    this.#current = {
      value: issued.accessToken,
      scopes,
      renewAt: now + lifetime - Math.min(LONGEST_MARGIN, lifetime / 4),
      expiresAt: now + lifetime,
    };
    return this.#current;
  }
}

/** A token request in progress. */
interface PendingToken {
  readonly scopes: readonly string[];
  readonly outcome: Promise<KeptToken | TokenFailure>;
}

interface KeptToken {
  readonly value: string;
  /** Undefined: any. */
  readonly scopes: readonly string[] | undefined;
  /** When it is renewed, earlier than `expiresAt`. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** A token is renewed this long before it expires, in ms, or after three quarters of its lifetime. */
const LONGEST_MARGIN = 60_000;
/** A token that replaced a refused one is not replaced within this time, in ms. */
const PAUSE_AFTER_REFUSAL = 10_000;
/** Delay after a failed renewal of a token that is still valid, in ms. */
const PAUSE_AFTER_FAILURE = 5_000;

function covers(granted: readonly string[] | undefined, needed: readonly string[]): boolean {
  return granted === undefined || needed.every((scope) => granted.includes(scope));
}
