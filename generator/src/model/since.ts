import type { SchemaObject } from "../spec/index.ts";

/**
 * Whether a response attribute came in the current major version, by `x-since` and `info.version`. Code that was
 * written before builds the type without it, so it stays optional until the next major, however surely the
 * server sends it.
 */
export function isRecent(schema: SchemaObject, apiVersion: string): boolean {
  const since = partsOf(schema["x-since"]);
  const current = partsOf(apiVersion);
  if (since === undefined || current === undefined) return false;
  const [major, ...rest] = since;
  return major === current[0] && rest.some((part) => part > 0);
}

function partsOf(version: string | undefined): readonly number[] | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version ?? "");
  return match?.slice(1).map((part) => Number(part ?? 0));
}
