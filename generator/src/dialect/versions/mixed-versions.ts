import { isReference } from "../../spec/document.ts";
import { isRecord, itemsOf } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";
import { formOf, isBody, isField, STYLES } from "./swagger-bodies.ts";

/** Reads what an OpenAPI 3 document says as in Swagger 2.0: the types of parameters, the schemas of responses, bodies and forms. */
export function readSwaggerMembers(draft: Draft): void {
  const moved: Pointer[] = [];
  for (const kind of ["parameter", "header"] as const)
    for (const parameter of draft.objects(kind))
      moved.push(...moveType(draft, parameter), ...moveRules(draft, parameter));
  for (const response of draft.objects("response")) moved.push(...moveSchema(draft, response));
  for (const operation of draft.objects("operation")) moved.push(...moveBody(draft, operation));
  draft.remove(moved);
}

/** The members of a parameter that Swagger 2.0 has instead of `schema`. */
const SCHEMA_MEMBERS =
  "type format items enum minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems uniqueItems pattern multipleOf default".split(
    " ",
  );

function moveType(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  const isTyped = value.type !== undefined && value.in !== "body" && value.in !== "formData";
  if (!isTyped || value.schema !== undefined || value.content !== undefined) return [];
  const names = SCHEMA_MEMBERS.filter((name) => value[name] !== undefined);
  define(value, "schema", Object.fromEntries(names.map((name) => [name, value[name]])));
  draft.report("swagger-member", { member: "`type`", meant: "in `schema`" }, [...pointer, "type"]);
  const style = STYLES.get(value.collectionFormat);
  if (style !== undefined && value.in === "query" && value.style === undefined) {
    define(value, "style", style);
    define(value, "explode", false);
  }
  return names.map((name) => [...pointer, name]);
}

/** Moves members such as `enum` that are beside a `schema` into it, unless it has them. `enum` beside an array lists the values of its items. */
function moveRules(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  const { schema } = value;
  if (!isRecord(schema) || isReference(schema)) return [];
  const moved = SCHEMA_MEMBERS.filter((name) => {
    const owner = name === "enum" && schema.type === "array" ? schema.items : schema;
    if (value[name] === undefined || !isRecord(owner) || isReference(owner)) return false;
    if (owner[name] !== undefined || name === "type") return false;
    define(owner, name, value[name]);
    draft.report("swagger-member", { member: `\`${name}\``, meant: "in `schema`" }, [...pointer, name]);
    return true;
  });
  return moved.map((name) => [...pointer, name]);
}

function moveSchema(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  const { schema, content } = value;
  if (!isRecord(schema) || content !== undefined) return [];
  define(value, "content", { [JSON_TYPE]: { schema } });
  draft.report("swagger-member", { member: "`schema`", meant: `in \`content\` of ${JSON_TYPE}` }, [
    ...pointer,
    "schema",
  ]);
  return [[...pointer, "schema"]];
}

/** Makes a request body of a parameter that is the body, or of those that are fields of a form. */
function moveBody(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  const parameters = itemsOf(value.parameters);
  const fields = parameters.filter(isField);
  const body = parameters.find(isBody);
  if (value.requestBody !== undefined || (body === undefined && fields.length === 0)) return [];
  define(value, "requestBody", body === undefined ? formOf(fields, itemsOf(value.consumes)) : bodyOf(body));
  const places = parameters.flatMap((parameter, index) =>
    isBody(parameter) || isField(parameter) ? [[...pointer, "parameters", index]] : [],
  );
  for (const place of places)
    draft.report(
      "swagger-member",
      { member: `\`in: ${body === undefined ? "formData" : "body"}\``, meant: "as `requestBody`" },
      [...place, "in"],
    );
  return places;
}

function bodyOf({ description, required, schema }: Readonly<Record<string, unknown>>): object {
  return {
    ...(description !== undefined && { description }),
    ...(required !== undefined && { required }),
    content: { [JSON_TYPE]: schema === undefined ? {} : { schema } },
  };
}

const JSON_TYPE = "application/json";
