import { readFile } from "node:fs/promises";
import { parse as parseYaml } from "yaml";
import { asObject, isObject, type JsonObject } from "./json.js";

/** A bundled OpenAPI document: the path or file URL of a JSON or YAML file, or the parsed object itself. */
export type DocumentSource = string | URL | object;

/** The document of the API, which the build puts into the package. */
export const ownDocument: URL = new URL("../dist/openapi.json", import.meta.url);

/**
 * Reads a bundled OpenAPI document, whose references all point into itself.
 *
 * @throws Error when the file cannot be read or parsed, or is not an OpenAPI document.
 */
export async function readDocument(source: DocumentSource): Promise<JsonObject> {
  const isFile = typeof source === "string" || source instanceof URL;
  const document = isFile ? await readData(source) : source;
  if (!isObject(document) || typeof document.openapi !== "string") {
    throw new Error(
      `${isFile ? source : "the document"} is not an OpenAPI document: it has no "openapi" version`,
    );
  }
  return document;
}

/** Follows a `{ $ref: "#/..." }` to its target. Any other value is returned, as an object. */
export function resolve(document: JsonObject, value: unknown): JsonObject {
  let target: unknown = value;
  for (let steps = 0; steps < 100; steps += 1) {
    const reference = asObject(target).$ref;
    if (typeof reference !== "string" || !reference.startsWith("#/")) return asObject(target);
    target = lookUp(document, reference);
  }
  return {};
}

/**
 * Reads a JSON or YAML file.
 *
 * @throws Error when it cannot be read or parsed.
 */
export async function readData(file: string | URL): Promise<unknown> {
  const text = await readFile(file, "utf8");
  // JSON is also YAML, but `JSON.parse` is about fifty times faster.
  return /^\s*[[{]/.test(text) ? parseJsonOrYaml(text) : parseYaml(text);
}

/** A flow collection of YAML begins as JSON does. */
function parseJsonOrYaml(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseYaml(text);
  }
}

/** The node that a reference within the document points to, `#/components/schemas/File`. Undefined if there is none. */
export function lookUp(document: JsonObject, reference: string): unknown {
  const keys = reference.slice(2).split("/").map(unescapeKey);
  return keys.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : asObject(value)[key]),
    document,
  );
}

function unescapeKey(key: string): string {
  return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}
