// Runs snippets, one after the other, in one process. Parameters: the folder, and the file with the list. `SNIPPETS_REDIS` is the socket of a
// Redis, which only snippets with Redis need.

import { readFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startMock } from "@copilot-sdk/mock";
import { useExports } from "./drive.ts";
import { respondElsewhere } from "./elsewhere.ts";
import { disconnectAll } from "./redis-here.ts";
import { ended } from "./vitest-here.ts";

/** A snippet to run. */
interface Listed {
  readonly id: string;
  readonly file: string;
  /** Whether the mock remembers. Otherwise each response is the document's example, whatever the request names. */
  readonly hasMemory: boolean;
}

/** Time limit of a snippet, in ms. */
const LIMIT = 20_000;

// Snippets that show tests do not run in Vitest, and the Redis of others is that of the test.
const here = import.meta.resolve("./redis-here.ts");
const replaced: Readonly<Record<string, string>> = {
  vitest: import.meta.resolve("./vitest-here.ts"),
  ioredis: here,
};
registerHooks({
  resolve(specifier, context, next) {
    const url = context.parentURL === here ? undefined : replaced[specifier];
    return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
  },
});

const [folder = "", list = ""] = process.argv.slice(2);
const snippets = JSON.parse(await readFile(list, "utf8")) as readonly Listed[];
for (const method of ["log", "warn", "error", "info", "debug"] as const) console[method] = () => {};
process.stdout.write = (() => true) as typeof process.stdout.write;

const options = { rateLimit: false, webhooks: { url: "http://127.0.0.1:9", secret: "test" } } as const;
const remembering = await startMock(options);
const exact = await startMock({ ...options, memory: false });
Object.assign(process.env, { COPILOT_API_KEY: "test", COPILOT_WEBHOOK_SECRET: "test" });
process.chdir(folder);
for (const key of ["SHOP_API_KEY", "RUNS_API_KEY"]) process.env[key] = "test";

const { fetch: platformFetch } = globalThis;
globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (new URL(url).hostname === "127.0.0.1") return platformFetch(input, init);
  const { method } = new Request(input, { ...init, body: null });
  return Promise.resolve(respondElsewhere(url, method));
};

process.env.COPILOT_BASE_URL = exact.url;
// `declare const` leaves no code: such names are globals.
Object.assign(globalThis, await import(pathToFileURL(join(folder, "context.ts")).href));

let failure: ((reason: unknown) => void) | undefined;
process.on("unhandledRejection", (reason) => failure?.(reason));
process.on("uncaughtException", (reason) => failure?.(reason));

for (const { id, file, hasMemory } of snippets) {
  process.env.COPILOT_BASE_URL = (hasMemory ? remembering : exact).url;
  const problem = await run(file);
  process.send?.({ id, problem });
}
process.send?.({ arrivals: remembering.arrivals.length + exact.arrivals.length });
process.disconnect();
process.exit(0);

async function run(file: string): Promise<string | undefined> {
  const ended = new Promise<never>((_, reject) => {
    failure = reject;
    setTimeout(() => reject(new Error(`it has not ended after ${LIMIT} ms`)), LIMIT).unref();
  });
  ended.catch(() => {});
  try {
    const unused = await Promise.race([importAndUse(file), ended]);
    return unused.length === 0 ? undefined : `nothing uses what it exports: ${unused.join(", ")}`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    disconnectAll();
    failure = undefined;
  }
}

async function importAndUse(file: string): Promise<readonly string[]> {
  const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
  const unused = await useExports(module);
  await ended();
  return unused;
}
