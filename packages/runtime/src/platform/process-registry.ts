import { systemClock } from "./clock.js";

/**
 * A registry of shared objects of one kind for the whole process, even across two copies of this package. Users with their own
 * clock, or their own factory of the shared objects, share only with users of the same clock or factory.
 *
 * @param kind Ends with a version number that changes with the interface of the shared objects, so that incompatible copies do not
 * share.
 */
export function registryOf<Shared>(kind: string, owner: object): Map<string, Shared> {
  const name = Symbol.for(`@copilot-sdk/runtime: ${kind}`);
  const holder = owner === systemClock ? (globalThis as unknown as Registries) : ownOf(owner);
  holder[name] ??= new Map();
  return holder[name] as Map<string, Shared>;
}

/** Identifies a base URL and a key without revealing them. */
export function accountName({ baseURL, apiKey = "" }: Account): string {
  return fingerprint(`${baseURL}\n${apiKey}`);
}

interface Account {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
}

/** A 64-bit hash (FNV-1a) that distinguishes strings without revealing them. */
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
