import { describeValue, isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";

/** Finds the version of OpenAPI. A document without a known one is read as OpenAPI 3.1. */
export function repairVersion(draft: Draft): void {
  const root: unknown = draft.document.root;
  if (!isRecord(root)) {
    draft.report("not-an-object", { found: describeValue(root) }, []);
    return;
  }
  const { openapi } = root;
  if (typeof openapi === "string" && /^3\.[012](?:\.\d+)?(?:-.*)?$/.test(openapi)) return;
  // YAML reads 3.0 as the number 3.
  const reading = /^3(?:$|\.0)/.test(String(openapi)) ? "3.0" : "3.1";
  if (openapi === undefined) draft.report("missing-version", {}, []);
  else draft.report("unsupported-version", { found: describeValue(openapi), reading }, ["openapi"]);
  draft.set(["openapi"], reading === "3.0" ? "3.0.4" : "3.1.0");
}
