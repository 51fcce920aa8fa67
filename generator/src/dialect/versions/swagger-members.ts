import { define, entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { valueAt } from "../../spec/pointer.ts";
import { METHODS } from "./swagger-shapes.ts";

/**
 * Writes members of Swagger 2.0 as OpenAPI 3 does, where their conversion would lose or misread them: media types,
 * discriminators and `x-nullable`.
 *
 * @param swagger A document of which the caller owns all values. It is changed.
 */
export function convertMembers(swagger: object): void {
  assumeJson(swagger);
  for (const [, item] of entriesOf(valueAt(swagger, ["paths"])))
    for (const method of METHODS) {
      const operation = valueAt(item, [method]);
      assumeJson(operation);
      describeResponses(operation);
    }
  convertSchemas(swagger, new Set());
}

/** Bodies and responses without media types are JSON. An empty list of them would remove their schemas. */
function assumeJson(owner: unknown): void {
  if (!isRecord(owner)) return;
  for (const member of ["consumes", "produces"])
    if (Array.isArray(owner[member]) && itemsOf(owner[member]).length === 0)
      define(owner, member, ["application/json"]);
}

/** The media types of an operation replace those of the document. */
function describeResponses(operation: unknown): void {
  const types = itemsOf(valueAt(operation, ["produces"]));
  if (types.length === 0) return;
  for (const [, response] of entriesOf(valueAt(operation, ["responses"]))) {
    if (!isRecord(response) || response.schema === undefined) continue;
    const { schema } = response;
    define(response, "content", Object.fromEntries(types.map((type) => [type, { schema }])));
    define(response, "schema", undefined);
  }
}

function convertSchemas(value: unknown, seen: Set<unknown>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (isRecord(value) && value["x-nullable"] === true) define(value, "nullable", true);
  if (isRecord(value) && typeof value.discriminator === "string")
    define(value, "discriminator", { propertyName: value.discriminator });
  for (const [name, member] of Object.entries(value)) if (!VALUES.has(name)) convertSchemas(member, seen);
}

/** Members with values of the API, in which nothing is a schema. */
const VALUES: ReadonlySet<string> = new Set([
  "default",
  "enum",
  "example",
  "examples",
  "x-example",
  "x-examples",
]);
