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

const here = globalThis as unknown as Surroundings;

/** Reads an environment variable; undefined if it is empty or not set, or if the platform has no environment variables. */
export function readEnvironment(name: string): string | undefined {
  try {
    const value = here.process?.env?.[name] ?? here.Deno?.env?.get(name);
    return value?.trim() || undefined;
  } catch {
    // Deno throws if the program has no permission to read the variable.
    return undefined;
  }
}

/** Whether the program runs in a browser page or worker, where anyone can read its secrets. */
export function isBrowser(): boolean {
  if (here.window?.document !== undefined) return true;
  return typeof here.importScripts === "function" && /Mozilla/.test(here.navigator?.userAgent ?? "");
}

/** Whether timers, requests and promises belong to the incoming request that created them. */
export function hasRequestContexts(): boolean {
  return (here.WebSocketPair ?? here.EdgeRuntime) !== undefined;
}

/** Name and version of the platform, such as `node 24.1`; undefined if unknown. */
export function platformName(): string | undefined {
  const { Deno } = here;
  const { node, bun } = here.process?.versions ?? {};
  // Each of them may have Node's globals as well.
  if (hasRequestContexts()) return here.WebSocketPair ? "workerd" : "edge-runtime";
  const [name, version] = Deno ? ["deno", Deno.version?.deno] : bun ? ["bun", bun] : ["node", node];
  return version && `${name} ${/^\d+\.\d+/.exec(version)?.[0] ?? version}`;
}
