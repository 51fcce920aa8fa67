import { type Clock, systemClock } from "./clock.js";
import { type RateLimiter, type RateLimitPolicy, SlotRateLimiter } from "./rate-limiter.js";

/**
 * The limiter that all clients of one address and key share, in the whole process: even two copies of this package find
 * the same one. With different policies the stricter holds. There is one small entry per address and key, for good.
 */
export function sharedRateLimiter(
  baseURL: string,
  apiKey: string | undefined,
  policy: RateLimitPolicy,
  clock: Clock,
): RateLimiter {
  const limiters = limitersOf(clock);
  const name = fingerprint(`${baseURL}\n${apiKey ?? ""}`);
  const shared = limiters.get(name);
  if (shared !== undefined) {
    shared.restrict(policy);
    return shared;
  }
  const limiter = new SlotRateLimiter(policy, clock);
  limiters.set(name, limiter);
  return limiter;
}

/** The number changes when the limiter's interface does, so that copies which cannot talk to each other do not. */
const REGISTRY = Symbol.for("@copilot-sdk/runtime: rate limiters 1");

type Limiters = Map<string, RateLimiter>;
type RegistryHolder = { [REGISTRY]?: Limiters };

const limitersByClock = new WeakMap<Clock, Limiters>();

function limitersOf(clock: Clock): Limiters {
  if (clock === systemClock) {
    const holder = globalThis as RegistryHolder;
    holder[REGISTRY] ??= new Map();
    return holder[REGISTRY];
  }
  const limiters = limitersByClock.get(clock) ?? new Map<string, RateLimiter>();
  limitersByClock.set(clock, limiters);
  return limiters;
}

/** 64 bits that tell texts apart and do not tell what they were (two multiplicative hashes, mixed at the end). */
function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
}
