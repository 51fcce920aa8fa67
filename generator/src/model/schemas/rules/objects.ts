import { keyPatternOf } from "../../../api-model/key-patterns.ts";
import type { RawProperty } from "../../../api-model/raw-types.ts";
import { union } from "../../../api-model/type-expressions.ts";
import type { PatternProperties, TypeExpression } from "../../../api-model/type-model.ts";
import { camelName, itemName, pascalName } from "../../../names/words.ts";
import type { Pointer, Schema, SchemaObject } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import { constraintsOf } from "../reading/constraints.ts";
import { annotationsOf, documentationOf } from "../reading/documentation.ts";
import { isObjectSchema, isUnion, type ObjectShape, objectShape } from "../reading/object-shape.ts";
import { oneWay } from "../reading/one-way.ts";
import { type Since, sinceOf, withSince } from "../reading/since.ts";
import { NEVER, type SchemaRule, type TypeKit } from "./kit.ts";

/** An object: a named type if it has properties, otherwise a map. */
export const object: SchemaRule = {
  name: "object",
  matches: isObjectSchema,
  build: (kit, schema, hint) => {
    const shape = withNamePattern(kit, schema, objectShape(kit.context, schema));
    const isMap = shape.properties.size === 0 && ![...shape.patterns.keys()].some(keyPatternOf);
    return isMap ? mapOf(kit, schema, shape, hint) : objectType(kit, schema, shape, hint);
  },
};

const UNKNOWN: TypeExpression = { kind: "unknown" };

function mapOf(
  kit: TypeKit,
  { value, pointer }: Located<SchemaObject>,
  shape: ObjectShape,
  hint: string,
): TypeExpression {
  const others = othersOf(kit, shape, itemName(hint));
  // Requests must leave it empty. In responses, it may have newer properties.
  const values =
    value.maxProperties === 0 || (shape.isClosed && others === undefined) ? NEVER : (others ?? UNKNOWN);
  const { propertyNames } = value;
  if (propertyNames === undefined) return { kind: "map", values };
  const names = { value: propertyNames, pointer: [...pointer, "propertyNames"] };
  const keys = kit.expression(names, `${hint}Key`);
  if (keys.kind === "reference" && kit.typeNamed(keys.name)?.kind === "enum")
    return { kind: "map", values, keys };
  if (!areStrings(propertyNames)) reportNames(kit, names.pointer);
  return { kind: "map", values };
}

/** True if the type of names is `string`, whatever their length and pattern. Zod writes `propertyNames: { type: string }` for every record. */
function areStrings(names: Schema): boolean {
  if (typeof names === "boolean") return names;
  const { type = "string", ...others } = names;
  return type === "string" && Object.keys(others).every((keyword) => OF_STRINGS.has(keyword));
}

/** Keywords that do not change the type of a string. */
const OF_STRINGS: ReadonlySet<string> = new Set([
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "title",
  "description",
  "example",
  "examples",
]);

/** `propertyNames` with a pattern is equivalent to `patternProperties`. */
function withNamePattern(
  { context }: TypeKit,
  { value, pointer }: Located<SchemaObject>,
  shape: ObjectShape,
): ObjectShape {
  if (value.propertyNames === undefined || typeof value.propertyNames === "boolean") return shape;
  const { value: names } = context.resolve<SchemaObject>(value.propertyNames, [...pointer, "propertyNames"]);
  if (names.pattern === undefined || keyPatternOf(names.pattern) === undefined) return shape;
  const { additional = { value: true, pointer }, ...others } = shape;
  return { ...others, patterns: new Map([...shape.patterns, [names.pattern, additional]]) };
}

function reportNames({ context }: TypeKit, pointer: Pointer): void {
  context.report("unsupported-keyword", { keyword: "propertyNames" }, pointer);
}

/** The type of additional properties whose names TypeScript cannot describe. `undefined` if there are none. */
function othersOf(kit: TypeKit, shape: ObjectShape, hint: string): TypeExpression | undefined {
  const vague = [...shape.patterns].filter(([pattern]) => keyPatternOf(pattern) === undefined);
  const schemas = [...vague.map(([, schema]) => schema), shape.additional ?? []].flat();
  if (schemas.length === 0) return undefined;
  return union(schemas.map((schema) => kit.expression(schema, hint)));
}

function patternsOf(kit: TypeKit, shape: ObjectShape, hint: string): readonly PatternProperties[] {
  return [...shape.patterns].flatMap(([pattern, schema]) => {
    const names = keyPatternOf(pattern);
    return names === undefined
      ? []
      : [{ names, type: schema.value === false ? NEVER : kit.expression(schema, hint) }];
  });
}

/** The named type of an object with properties. */
export function objectType(
  kit: TypeKit,
  schema: Located<SchemaObject>,
  shape: ObjectShape,
  hint: string,
): TypeExpression {
  const name = kit.nameOf(schema.pointer, hint, "Object");
  if (kit.typeNamed(name) !== undefined) return { kind: "reference", name };
  const base = { kind: "object" as const, name, docs: documentationOf(schema.value), place: schema.pointer };
  // Its properties may refer to the type itself.
  kit.add({ ...base, properties: [] });
  const additional = othersOf(kit, shape, `${hint}Value`);
  const patterns = patternsOf(kit, shape, `${hint}Value`);
  const properties = propertiesOf(kit, shape, hint);
  return kit.add({
    ...base,
    properties,
    ...(patterns.length > 0 && { patterns }),
    ...(additional !== undefined && { additional }),
  });
}

/**
 * The properties of an object, including `allOf`. `undefined` if the schema is not an object with properties. A union with one member is
 * that member.
 */
export function objectOf(context: ModelContext, schema: Located<Schema>): ObjectShape | undefined {
  const passed = new Set<SchemaObject>();
  for (let next: Located<Schema> | undefined = schema; next !== undefined; ) {
    if (typeof next.value === "boolean") return undefined;
    const resolved: Located<SchemaObject> = context.resolve<SchemaObject>(next.value, next.pointer);
    const { value } = resolved;
    if (!isUnion(value)) {
      const shape = objectShape(context, resolved);
      return shape.properties.size > 0 && shape.others.length === 0 ? shape : undefined;
    }
    if (passed.has(value)) return undefined;
    passed.add(value);
    next = onlyMember(resolved);
  }
  return undefined;
}

/** The member of a union that has only one, and no properties next to it. */
function onlyMember({ value, pointer }: Located<SchemaObject>): Located<Schema> | undefined {
  const [keyword, members = []] = value.oneOf === undefined ? ["anyOf", value.anyOf] : ["oneOf", value.oneOf];
  const [member] = members;
  const isAlone = members.length === 1 && ![value.properties, value.allOf, value.required].some(Boolean);
  return isAlone && member !== undefined ? { value: member, pointer: [...pointer, keyword, 0] } : undefined;
}

/** The properties of a shape with their types, in document order. Their inline types are named after the owner. */
export function propertiesOf(kit: TypeKit, shape: ObjectShape, owner: string): readonly RawProperty[] {
  const { context } = kit;
  return [...shape.properties].map(([name, property]) => {
    const hint = `${property.owner === undefined ? owner : pascalName(property.owner)}${pascalName(camelName(name))}`;
    const schema = typeof property.value === "boolean" ? {} : property.value;
    const since = sinceOf(schema, context.document.root.info.version);
    const required = shape.required.has(name);
    if (since?.isAhead === true) reportAhead(context, since, property.pointer);
    const type = property.value === false && !required ? NEVER : kit.expression(property, hint);
    const { value: target } = context.resolve<SchemaObject>(schema, property.pointer);
    const constraints = constraintsOf(context, property);
    const only = oneWay(context, property.value);
    return {
      name,
      type,
      required,
      docs: withSince(
        documentationOf({ ...annotationsOf(target), ...schema }, schema, context.int64),
        since,
        required,
      ),
      place: property.pointer,
      ...(constraints !== undefined && { constraints }),
      ...(only !== undefined && { only }),
      ...(since?.isRecent === true && { recent: true as const }),
    };
  });
}

function reportAhead(context: ModelContext, { version: since }: Since, pointer: Pointer): void {
  const { version } = context.document.root.info;
  context.report("since-ahead", { since, version }, [...pointer, "x-since"]);
}
