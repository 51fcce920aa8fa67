/** The names of a path such as `$.meta.next`, `$response.meta.next` or `/meta/next`, separated by dots. */
export function dottedPath(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (value.startsWith("/")) return value.slice(1).replaceAll("/", ".");
  return value
    .replace(/^\$(request|response)?\.?/, "")
    .replaceAll(
      /\[(?:'([^']*)'|"([^"]*)")\]/g,
      (_, single?: string, double?: string) => `.${single ?? double}`,
    )
    .replace(/^\./, "");
}
