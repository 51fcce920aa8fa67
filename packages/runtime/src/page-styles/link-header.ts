/**
 * The address of the next page in a header `Link`: the target of the first link with the relation `next`. Undefined if there is none.
 *
 * A link with an `anchor` describes another resource, so it is ignored.
 */
export function nextLink(header: string | null): string | undefined {
  for (const [, target = "", parameters = ""] of (header ?? "").matchAll(LINK)) {
    const values = new Map<string, string>();
    for (const [, name = "", quoted, plain = ""] of parameters.matchAll(PARAMETER)) {
      const key = name.toLowerCase();
      // Only the first `rel` counts.
      if (!values.has(key)) values.set(key, quoted?.replace(/\\(.)/g, "$1") ?? plain);
    }
    const relations = values.get("rel")?.toLowerCase().split(/\s+/) ?? [];
    if (relations.includes("next") && !values.has("anchor")) return target.trim();
  }
  return undefined;
}

/** A target in angle brackets, and its parameters. */
const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,<>"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s";,<>]*))?)*)/g;

/** The name of a parameter, and its value with or without quotes. */
const PARAMETER = /;\s*([^\s=;,<>"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,<>]*)))?/g;
