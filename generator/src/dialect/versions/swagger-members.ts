import { define, entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { type Pointer, valueAt } from "../../spec/pointer.ts";
import { METHODS } from "./swagger-shapes.ts";

/**
 * Writes members of Swagger 2.0 as OpenAPI 3 does, where their conversion would lose or misread them: media types, discriminators and
 * `x-nullable`.
 *
 * @param swagger A document of which the caller owns all values. It is changed.
 * @returns The places of errors that are read as JSON, although the operation sends something else.
 */
export function convertMembers(swagger: object): readonly Pointer[] {
  const errors: Pointer[] = [];
  assumeJson(swagger);
  for (const [path, item] of entriesOf(valueAt(swagger, ["paths"])))
    for (const method of METHODS) {
      const operation = valueAt(item, [method]);
      assumeJson(operation);
      const statuses = describeResponses(operation, itemsOf(valueAt(swagger, ["produces"])));
      errors.push(...statuses.map((status) => ["paths", path, method, "responses", status]));
    }
  convertSchemas(swagger, new Set());
  return errors;
}

/** Bodies and responses without media types are JSON. An empty list of them would remove their schemas. */
function assumeJson(owner: unknown): void {
  if (!isRecord(owner)) return;
  for (const member of ["consumes", "produces"])
    if (Array.isArray(owner[member]) && itemsOf(owner[member]).length === 0)
      define(owner, member, [JSON_TYPE]);
}

/**
 * The media types of an operation replace those of the document. They are those of the result: an error with an object is JSON, although
 * the result is a picture.
 *
 * @returns The statuses of such errors.
 */
function describeResponses(operation: unknown, usual: readonly unknown[]): readonly string[] {
  const own = itemsOf(valueAt(operation, ["produces"]));
  const hasJson = (own.length > 0 ? own : usual).some((type) => /json|\*/i.test(String(type)));
  const errors: string[] = [];
  for (const [status, response] of entriesOf(valueAt(operation, ["responses"]))) {
    if (!isRecord(response)) continue;
    // An example would be content, which a response of this status cannot have.
    if (/^(204|205|304)$/.test(status) && response.schema === undefined)
      define(response, "examples", undefined);
    if (response.schema === undefined) continue;
    const { schema } = response;
    const isText = isRecord(schema) && (schema.type === "string" || schema.type === "file");
    const isJsonError = /^[45]/.test(status) && !hasJson && usual.length + own.length > 0 && !isText;
    if (isJsonError) errors.push(status);
    const types = isJsonError ? [JSON_TYPE] : own;
    if (types.length === 0) continue;
    define(response, "content", Object.fromEntries(types.map((type) => [type, { schema }])));
    define(response, "schema", undefined);
  }
  return errors;
}

const JSON_TYPE = "application/json";

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
