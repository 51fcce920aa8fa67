import { fileURLToPath } from "node:url";
import { weigh } from "./bundle.ts";

/** The size that a part of the runtime adds to a package. */
export interface PartFigures {
  readonly part: string;
  /** Bytes that it adds to the previous parts, minified and compressed. */
  readonly added: number;
  /** Bytes of this and all previous parts. */
  readonly total: number;
}

/** Bundles the parts of a package cumulatively, until the package is complete. */
export async function measureParts(): Promise<readonly PartFigures[]> {
  const figures: PartFigures[] = [];
  let source = "";
  let total = 0;
  for (const { title, modules } of parts) {
    source += modules.map((path) => `export * from "${path}";\n`).join("");
    const { gzipped } = await weigh({
      source,
      folder: "../../../packages/billing/",
      platform: "neutral",
      alias,
    });
    figures.push({ part: title, added: gzipped - total, total: gzipped });
    total = gzipped;
  }
  return figures;
}

// The built runtime is bundled, so its parts are weighed as sources. The package uses the same sources.
const runtime = fileURLToPath(new URL("../../../packages/runtime/src", import.meta.url));
const alias = { "@copilot-sdk/runtime": `${runtime}/index.ts` };

/** Each part, with the modules that depend only on it and the previous parts. */
const parts: readonly { readonly title: string; readonly modules: readonly string[] }[] = [
  { title: "the rate limit, as the server counts", modules: [`${runtime}/rate-limit/slot-rate-limiter.ts`] },
  { title: "one limit for all clients of a key", modules: [`${runtime}/rate-limit/limiter-registry.ts`] },
  { title: "building requests", modules: [`${runtime}/calls/request-builder.ts`] },
  { title: "responses and errors", modules: [`${runtime}/responses/read-response.ts`] },
  { title: "calls: retries, time, aborts, middleware", modules: [`${runtime}/calls/call.ts`] },
  { title: "options, environment, log, observers", modules: [`${runtime}/client/client.ts`] },
  { title: "lists", modules: [`${runtime}/pages/page-call.ts`] },
  { title: "the package itself", modules: ["./src/client.ts"] },
];
