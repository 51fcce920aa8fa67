import type { Catalogue } from "@copilot-sdk/mcp-server";

/**
 * A catalogue as JSON with a line for each resource, call and type. So a diff has one line for each of them that changed, and the file is a
 * third smaller than with a line for each property.
 */
export function catalogueText(catalogue: Catalogue): string {
  const members = Object.entries(catalogue).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${memberText(value)}`,
  );
  return `{\n${members.join(",\n")}\n}\n`;
}

function memberText(value: unknown): string {
  if (Array.isArray(value) && value.some((item) => typeof item === "object"))
    return `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const lines = Object.entries(value).map(
    ([name, item]) => `    ${JSON.stringify(name)}: ${JSON.stringify(item)}`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
}
