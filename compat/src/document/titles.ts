/** A readable name for a pointer: `Invoice.status`, `POST /v1/invoices memo`. */
export function titleOf(pointer: string): string {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [section, ...rest] = keys;
  if (section === "components") return words(rest.slice(1)).join(".").replaceAll(".[]", "[]");
  const [path = "", method = "", ...inside] = rest;
  const subject = section === "webhooks" ? path : `${method.toUpperCase()} ${path}`;
  return [subject, words(inside).join(".")].join(" ").trim();
}

const SILENT = new Set(["properties", "schema", "content", "application/json", "oneOf", "anyOf", "allOf"]);

function words(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !SILENT.has(key)).map((key) => (key === "items" ? "[]" : key));
}
