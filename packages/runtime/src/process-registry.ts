import { type Clock, systemClock } from "./clock.js";

/**
 * What the whole process shares of one kind, even two copies of this package. Whoever brings a clock of their own shares
 * only with those of the same clock.
 *
 * @param kind Ends with a number, which changes when the interface of what is shared does, so that copies which cannot
 * talk to each other do not.
 */
export function registryOf<Shared>(kind: string, clock: Clock): Map<string, Shared> {
  const name = Symbol.for(`@copilot-sdk/runtime: ${kind}`);
  const holder: Registries = clock === systemClock ? (globalThis as Registries) : ownOf(clock);
  holder[name] ??= new Map();
  return holder[name] as Map<string, Shared>;
}

/** 64 bits that tell texts apart and do not tell what they were (two multiplicative hashes, mixed at the end). */
export function fingerprint(text: string): string {
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

type Registries = { [name: symbol]: Map<string, unknown> | undefined };

const registriesByClock = new WeakMap<Clock, Registries>();

function ownOf(clock: Clock): Registries {
  const registries = registriesByClock.get(clock) ?? {};
  registriesByClock.set(clock, registries);
  return registries;
}
