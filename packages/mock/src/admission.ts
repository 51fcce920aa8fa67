import { type Credentials, credentialsOf, type ReadCredentials } from "./credentials.js";
import type { Operation } from "./operations.js";
import type { Settings } from "./options.js";
import { Quota } from "./quota.js";
import { RateLimiter } from "./rate-limit.js";
import type { PlainResponse } from "./server.js";
import type { World } from "./world.js";

/** Decides which requests are carried out: by their key, the rate limit, and the monthly quota. */
export class Admission {
  readonly #settings: Settings;
  readonly #world: World;
  readonly read: ReadCredentials;
  #limiter: RateLimiter | undefined;
  #quota: Quota | undefined;

  constructor(settings: Settings, world: World) {
    this.#settings = settings;
    this.#world = world;
    this.read = credentialsOf(settings.document);
    this.reset();
  }

  /**
   * The documented error of a request that is not carried out. Undefined if it is.
   *
   * @param at When it arrived, in real ms.
   */
  refusal(credentials: Credentials, operation: Operation | undefined, at: number): PlainResponse | undefined {
    const { clock, errors } = this.#world;
    const { apiKeys } = this.#settings;
    const key = credentials.fingerprint ?? "";
    const isAdmitted = this.#limiter?.admit(key, at + clock.offset) ?? true;
    if (!isAdmitted) return errors.example(operation, 429, "Too many requests");
    if (apiKeys !== undefined && credentials.fingerprint !== undefined && !credentials.has(apiKeys)) {
      return errors.example(operation, 401, "The key is not valid");
    }
    const isInQuota = this.#quota?.admit(key, clock.now()) ?? true;
    return isInQuota ? undefined : errors.example(operation, 429, "The monthly quota is used up", /quota/i);
  }

  /** Forgets the counts. */
  reset(): void {
    const { rateLimit, quota } = this.#settings;
    this.#limiter = rateLimit && new RateLimiter(rateLimit);
    this.#quota = quota === undefined ? undefined : new Quota(quota);
  }
}
