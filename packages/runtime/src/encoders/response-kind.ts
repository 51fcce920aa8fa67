import type { ResponseReader } from "../operations/index.js";

/**
 * For operations whose `response` is `any`, or is given by status. A status that is not listed, and `any`, are told by the content type:
 * JSON, text, or binary data.
 */
export const responseKind: ResponseReader = ({ response, result }, { status, headers }) => {
  const kind =
    typeof response === "object"
      ? (response[status] ?? response[`${Math.floor(status / 100)}XX`] ?? response.default ?? "any")
      : response;
  if (kind !== "any") return kind;
  const type = headers.get("content-type") ?? "";
  if (/^\s*$|[/+]json\b/i.test(type)) return "json";
  // Many servers send JSON under another name.
  if (result !== undefined) return "any";
  return /^text\/|[/+](?:xml|yaml|html|csv|x-www-form-urlencoded)\b/i.test(type) ? "text" : "binary";
};
