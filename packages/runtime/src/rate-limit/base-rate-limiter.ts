import { QueueFullError } from "../errors/index.js";
import { onAbort } from "../platform/index.js";
import type {
  AcquireOptions,
  CallLimiter,
  PermitWaiter,
  RateLimitPermit,
  RateLimitPolicy,
  RateLimitState,
} from "./rate-limiter.js";

/** Base class of limiters that queue calls. Extend it to write your own limiter. */
export abstract class BaseRateLimiter implements CallLimiter {
  #policy: RateLimitPolicy;
  #tickets = 0;

  constructor(policy: RateLimitPolicy) {
    this.#policy = policy;
  }

  /** The strictest of all policies passed so far. */
  get policy(): RateLimitPolicy {
    return this.#policy;
  }

  acquire(options: AcquireOptions = {}): Promise<RateLimitPermit> {
    const { priority = 0, signal, ticket = -1, maxQueue = Infinity } = options;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const waiter: PermitWaiter = {
        priority,
        ticket,
        index: -1,
        grant(permit) {
          forget?.();
          resolve(permit);
        },
        refuse(reason) {
          forget?.();
          reject(reason);
        },
      };
      const forget =
        signal &&
        onAbort(signal, () => {
          this.leave(waiter);
          reject(signal.reason);
        });
      this.enqueue(waiter, maxQueue);
    });
  }

  restrict({ requests, perSeconds, recoverySeconds }: RateLimitPolicy): void {
    this.#policy = {
      requests: Math.min(this.#policy.requests, requests),
      perSeconds: Math.max(this.#policy.perSeconds, perSeconds),
      recoverySeconds: Math.max(this.#policy.recoverySeconds, recoverySeconds),
    };
    this.policyChanged();
  }

  enqueue(waiter: PermitWaiter, maxQueue: number): void {
    if (waiter.ticket < 0) waiter.ticket = this.#tickets++;
    if (this.mustRefuse(maxQueue)) {
      const full = `the queue of the rate limit is full: ${maxQueue} requests (rateLimit.maxQueue)`;
      waiter.refuse(new QueueFullError(full));
    } else {
      this.admit(waiter);
    }
  }

  abstract leave(waiter: PermitWaiter): void;

  abstract pause(milliseconds: number): void;

  abstract state(): RateLimitState;

  /** Whether a new call would have to wait although `maxQueue` calls are already waiting. */
  protected abstract mustRefuse(maxQueue: number): boolean;

  /** Grants a permit to a waiter: immediately if one is available, otherwise when it is the waiter's turn. */
  protected abstract admit(waiter: PermitWaiter): void;

  /** The policy has become stricter. */
  protected abstract policyChanged(): void;
}
