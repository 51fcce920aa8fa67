/** Globals of the platforms; each may be missing. */
interface Surroundings {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  readonly Deno?: { readonly env?: { get(name: string): string | undefined } };
  readonly window?: { readonly document?: unknown };
  readonly importScripts?: unknown;
  readonly navigator?: { readonly userAgent?: string };
  /** Only Cloudflare's runtime has it, whatever its compatibility date. */
  readonly WebSocketPair?: unknown;
  /** Only Vercel's edge runtime has it. */
  readonly EdgeRuntime?: unknown;
}

/** Reads an environment variable; undefined if it is empty or not set, or if the platform has no environment. */
export function readEnvironment(name: string): string | undefined {
  const { process, Deno } = globalThis as unknown as Surroundings;
  try {
    const value = process?.env?.[name] ?? Deno?.env?.get(name);
    return value?.trim() || undefined;
  } catch {
    // Deno throws without permission to read the variable.
    return undefined;
  }
}

/** Whether this is a page or worker of a browser, where anyone can read a secret. */
export function isBrowser(): boolean {
  const { window, importScripts, navigator } = globalThis as unknown as Surroundings;
  if (window?.document !== undefined) return true;
  return typeof importScripts === "function" && /Mozilla/.test(navigator?.userAgent ?? "");
}

/** Whether timers, requests and promises belong to the incoming request during which they were created. */
export function hasRequestContexts(): boolean {
  const { WebSocketPair, EdgeRuntime } = globalThis as unknown as Surroundings;
  return WebSocketPair !== undefined || EdgeRuntime !== undefined;
}
