import { describeValue, isRecord } from "../spec/guards.ts";
import type { Findings } from "./findings.ts";

/** Checks that the document is an object with a supported OpenAPI version. */
export function checkVersion(findings: Findings): void {
  const root: unknown = findings.document.root;
  if (!isRecord(root)) {
    findings.report("not-an-object", { found: describeValue(root) }, []);
    return;
  }
  const { openapi, swagger } = root;
  if (openapi === undefined && swagger !== undefined) {
    findings.report("swagger-2", { version: String(swagger) }, ["swagger"]);
  } else if (openapi === undefined) {
    findings.report("missing-version", {}, []);
  } else if (typeof openapi !== "string" || !/^3\.[01](?:\.\d+)?(?:-.*)?$/.test(openapi)) {
    findings.report("unsupported-version", { version: String(openapi) }, ["openapi"]);
  }
}
