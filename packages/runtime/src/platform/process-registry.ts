import { systemClock } from "./clock.js";

/**
 * What the whole process shares of one kind, even two copies of this package. Whoever brings a clock of their own, or a
 * function that makes what is shared, shares only with those of the same one.
 *
 * @param kind Ends with a number, which changes when the interface of what is shared does, so that copies which cannot
 * talk to each other do not.
 */
export function registryOf<Shared>(kind: string, owner: object): Map<string, Shared> {
  const name = Symbol.for(`@copilot-sdk/runtime: ${kind}`);
  const holder = owner === systemClock ? (globalThis as unknown as Registries) : ownOf(owner);
  holder[name] ??= new Map();
  return holder[name] as Map<string, Shared>;
}

/** 64 bits that tell texts apart and do not tell what they were (FNV-1a). */
export function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

type Registries = { [name: symbol]: Map<string, unknown> | undefined };

const registriesByOwner = new WeakMap<object, Registries>();

function ownOf(owner: object): Registries {
  const registries = registriesByOwner.get(owner) ?? {};
  registriesByOwner.set(owner, registries);
  return registries;
}
