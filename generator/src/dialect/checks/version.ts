import { describeValue, isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";

/** Checks that the document is an object with a supported OpenAPI version. */
export function checkVersion(draft: Draft): void {
  const root: unknown = draft.document.root;
  if (!isRecord(root)) {
    draft.report("not-an-object", { found: describeValue(root) }, []);
    return;
  }
  const { openapi, swagger } = root;
  if (openapi === undefined && swagger !== undefined) {
    draft.report("swagger-2", { version: String(swagger) }, ["swagger"]);
  } else if (openapi === undefined) {
    draft.report("missing-version", {}, []);
  } else if (typeof openapi !== "string" || !/^3\.[01](?:\.\d+)?(?:-.*)?$/.test(openapi)) {
    draft.report("unsupported-version", { version: String(openapi) }, ["openapi"]);
  }
}
