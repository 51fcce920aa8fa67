import type { ResponseReader } from "../operations/index.js";

/**
 * For operations whose `response` is `any` or depends on the status. With `any`, and for statuses that are not listed, the content
 * type decides: JSON, text, or binary data.
 */
export const responseKind: ResponseReader = ({ response, result }, { status, headers }) => {
  const { default: other = "any", ...kinds } =
    typeof response === "object" ? response : { default: response };
  const kind = kinds[status] ?? kinds[`${Math.floor(status / 100)}XX`] ?? other;
  if (kind !== "any") return kind;
  const type = headers.get("content-type") ?? "";
  if (/^\s*$|[/+]json\b/i.test(type)) return "json";
  // Many servers send JSON with another content type.
  if (result !== undefined) return "any";
  return /^text\/|[/+](?:xml|yaml|html|csv|x-www-form-urlencoded)\b/i.test(type) ? "text" : "binary";
};
