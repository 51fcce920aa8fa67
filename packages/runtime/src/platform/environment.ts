/** Platform globals; each may be missing. */
interface Surroundings {
  readonly process?: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly versions?: { readonly node?: string; readonly bun?: string };
  };
  readonly Deno?: {
    readonly env?: { get(name: string): string | undefined };
    readonly version?: { readonly deno?: string };
  };
  readonly window?: { readonly document?: unknown };
  readonly importScripts?: unknown;
  readonly navigator?: { readonly userAgent?: string };
  /** Defined only in Cloudflare's runtime, with any compatibility date. */
  readonly WebSocketPair?: unknown;
  /** Defined only in Vercel's edge runtime. */
  readonly EdgeRuntime?: unknown;
}

/** Reads an environment variable; undefined if it is empty or not set, or if the platform has no environment variables. */
export function readEnvironment(name: string): string | undefined {
  const { process, Deno } = globalThis as unknown as Surroundings;
  try {
    const value = process?.env?.[name] ?? Deno?.env?.get(name);
    return value?.trim() || undefined;
  } catch {
    // Deno throws if the program has no permission to read the variable.
    return undefined;
  }
}

/** Whether the program runs in a browser page or worker, where anyone can read its secrets. */
export function isBrowser(): boolean {
  const { window, importScripts, navigator } = globalThis as unknown as Surroundings;
  if (window?.document !== undefined) return true;
  return typeof importScripts === "function" && /Mozilla/.test(navigator?.userAgent ?? "");
}

/** Whether timers, requests and promises belong to the incoming request that created them. */
export function hasRequestContexts(): boolean {
  const { WebSocketPair, EdgeRuntime } = globalThis as unknown as Surroundings;
  return WebSocketPair !== undefined || EdgeRuntime !== undefined;
}

/** Name and version of the platform, such as `node 24.1`; undefined if unknown. */
export function platformName(): string | undefined {
  const { process, Deno, WebSocketPair, EdgeRuntime } = globalThis as unknown as Surroundings;
  const { node, bun } = process?.versions ?? {};
  // Each of them may have Node's globals as well.
  if (WebSocketPair !== undefined) return "workerd";
  if (EdgeRuntime !== undefined) return "edge-runtime";
  const [name, version] = Deno ? ["deno", Deno.version?.deno] : bun ? ["bun", bun] : ["node", node];
  return version && `${name} ${/^\d+\.\d+/.exec(version)?.[0] ?? version}`;
}
