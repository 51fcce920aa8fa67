import { define, entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { valueAt } from "../../spec/pointer.ts";
import { METHODS } from "./swagger-shapes.ts";

/**
 * Moves bodies and forms to where the conversion to OpenAPI 3 finds them: a body that the document or a path shares becomes a parameter
 * of each operation, and the fields of a form become a request body, with everything that is said about them.
 *
 * @param swagger A document of which the caller owns all values. It is changed.
 */
export function moveBodies(swagger: object): void {
  const shared = valueAt(swagger, ["parameters"]);
  for (const [, item] of entriesOf(valueAt(swagger, ["paths"]))) {
    if (!isRecord(item)) continue;
    const common = sorted(item.parameters, shared);
    if (item.parameters !== undefined) define(item, "parameters", common.others);
    for (const method of METHODS) {
      const operation = item[method];
      if (isRecord(operation)) moveBody(swagger, operation, common, sorted(operation.parameters, shared));
    }
  }
  const kept = entriesOf(shared).filter(([, parameter]) => !isBody(parameter) && !isField(parameter));
  if (shared !== undefined) define(swagger, "parameters", Object.fromEntries(kept));
}

type Parameter = Readonly<Record<string, unknown>>;

/** The parameters of an operation or a path. */
interface Sorted {
  readonly body: Parameter | undefined;
  readonly fields: readonly Parameter[];
  readonly others: readonly unknown[];
}

function sorted(parameters: unknown, shared: unknown): Sorted {
  const all = itemsOf(parameters).map((parameter) => {
    const target = resolved(parameter, shared);
    return isBody(target) || isField(target) ? structuredClone(target) : parameter;
  });
  return {
    body: all.find(isBody),
    fields: all.filter(isField),
    others: all.filter((parameter) => !isBody(parameter) && !isField(parameter)),
  };
}

function resolved(parameter: unknown, shared: unknown): unknown {
  const reference = isRecord(parameter) ? parameter.$ref : undefined;
  if (typeof reference !== "string" || !reference.startsWith(SHARED)) return parameter;
  const name = reference.slice(SHARED.length).replaceAll("~1", "/").replaceAll("~0", "~");
  return valueAt(shared, [name]) ?? parameter;
}

/** True if a parameter is the body of the request. */
export function isBody(parameter: unknown): parameter is Parameter {
  return isRecord(parameter) && parameter.in === "body";
}

/** True if a parameter is a field of a form. */
export function isField(parameter: unknown): parameter is Parameter {
  return isRecord(parameter) && parameter.in === "formData";
}

/** An operation has its own body or fields, and the fields of its path under other names. */
function moveBody(swagger: object, operation: Parameter, common: Sorted, own: Sorted): void {
  const names = new Set(own.fields.map(({ name }) => name));
  const fields = [...own.fields, ...common.fields.filter(({ name }) => !names.has(name))];
  const body = own.body ?? (own.fields.length === 0 ? common.body : undefined);
  if (body !== undefined) {
    define(operation, "parameters", [structuredClone(body), ...own.others]);
  } else if (fields.length > 0) {
    const consumed = itemsOf(operation.consumes ?? valueAt(swagger, ["consumes"]));
    define(operation, "parameters", own.others);
    define(operation, "requestBody", formOf(structuredClone(fields), consumed));
  }
}

/** The request body of the fields of a form. */
export function formOf(fields: readonly Parameter[], consumed: readonly unknown[]): object {
  const hasFile = fields.some(({ type }) => type === "file");
  const forms = hasFile ? [MULTIPART] : FORMS.filter((type) => consumed.includes(type));
  const schema = {
    type: "object",
    required: fields.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
  };
  const encoding = Object.fromEntries(fields.flatMap(encodingOf));
  const media = { schema, ...(Object.keys(encoding).length > 0 && { encoding }) };
  const types = forms.length === 0 ? [URL_ENCODED] : forms;
  return { required: schema.required.length > 0, content: Object.fromEntries(types.map((t) => [t, media])) };
}

function schemaOf({ name: _, in: __, required: ___, collectionFormat: ____, ...schema }: Parameter): object {
  return schema.type === "file" ? { ...schema, type: "string", format: "binary" } : schema;
}

/** Fields of arrays are separated by commas unless they say otherwise, while OpenAPI 3 repeats them. */
function encodingOf({ name, type, collectionFormat = "csv" }: Parameter): readonly [string, object][] {
  const style = STYLES.get(collectionFormat);
  return type === "array" && style !== undefined ? [[String(name), { style, explode: false }]] : [];
}

const SHARED = "#/parameters/";
const MULTIPART = "multipart/form-data";
const URL_ENCODED = "application/x-www-form-urlencoded";
const FORMS = [URL_ENCODED, MULTIPART];
/** The styles of arrays in queries and forms, by their names in Swagger 2.0. */
export const STYLES: ReadonlyMap<unknown, string> = new Map([
  ["csv", "form"],
  ["ssv", "spaceDelimited"],
  ["pipes", "pipeDelimited"],
]);
