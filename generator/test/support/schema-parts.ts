import type { ApiModel, NamedType, Property, TypeExpression } from "../../src/api-model/index.ts";
import { paramsTypes } from "../../src/api-model/params-types.ts";
import {
  formatPointer,
  type OpenApiDocument,
  type Pointer,
  ReferenceResolver,
  type Schema,
  type SchemaObject,
  valueAt,
} from "../../src/spec/index.ts";

/** A property or an enum value of a schema that the generated types use. */
export interface SchemaPart {
  readonly kind: "property" | "enum value";
  readonly name: string;
  readonly pointer: Pointer;
  /** Whether it exists only in requests or only in responses. */
  readonly isOneWay: boolean;
  /** Whether its schema is a member of an `allOf`, which may override it. */
  readonly isInherited: boolean;
}

/**
 * The properties and enum values of schemas as they were written, and of the schemas that they refer to.
 *
 * @param roots The pointers of the schemas. Those where there is none are skipped.
 */
export function schemaPartsOf({ root }: OpenApiDocument, roots: readonly Pointer[]): readonly SchemaPart[] {
  const resolver = new ReferenceResolver(root);
  const walk: Walk = { root, resolver, seen: new Set(), inherited: new Set() };
  const parts = roots.flatMap((pointer) => partsAt(pointer, walk));
  return parts.map((part) => ({
    ...part,
    isInherited: walk.inherited.has(formatPointer(part.pointer.slice(0, -2))),
  }));
}

interface Walk {
  readonly root: OpenApiDocument["root"];
  readonly resolver: ReferenceResolver;
  /** The places of the schemas so far. */
  readonly seen: Set<string>;
  /** The places of those that are members of an `allOf`. */
  readonly inherited: Set<string>;
}

function partsAt(pointer: Pointer, walk: Walk): readonly Omit<SchemaPart, "isInherited">[] {
  const key = formatPointer(pointer);
  const schema = valueAt(walk.root, pointer) as Schema | undefined;
  if (typeof schema !== "object" || walk.seen.has(key)) return [];
  walk.seen.add(key);
  const { $ref, properties = {}, enum: values = [] } = schema;
  const target = $ref === undefined ? undefined : walk.resolver.resolve($ref);
  for (const [index, member] of (schema.allOf ?? []).entries()) {
    const own = [...pointer, "allOf", index];
    const named =
      typeof member === "object" && member.$ref !== undefined && walk.resolver.resolve(member.$ref);
    for (const place of [own, ...(named ? [named.pointer] : [])]) walk.inherited.add(formatPointer(place));
  }
  const inner = [
    ...(target === undefined ? [] : [target.pointer]),
    ...LISTS.flatMap((member) => (schema[member] ?? []).map((_, index) => [...pointer, member, index])),
    ...Object.keys(properties).map((name) => [...pointer, "properties", name]),
    [...pointer, "items"],
    [...pointer, "additionalProperties"],
  ];
  return [
    ...Object.entries(properties).map(([name, own]) => ({
      kind: "property" as const,
      name,
      pointer: [...pointer, "properties", name],
      isOneWay: isOneWay(own, walk.resolver),
    })),
    ...values.flatMap((value, index) =>
      value === null ? [] : [{ ...VALUE, name: JSON.stringify(value), pointer: [...pointer, "enum", index] }],
    ),
    ...inner.flatMap((place) => partsAt(place, walk)),
  ];
}

const LISTS = ["allOf", "oneOf", "anyOf", "prefixItems"] as const;
const VALUE = { kind: "enum value", isOneWay: false } as const;

function isOneWay(schema: Schema, resolver: ReferenceResolver): boolean {
  if (typeof schema !== "object") return false;
  const target = schema.$ref === undefined ? undefined : resolver.resolve(schema.$ref)?.value;
  const parts = [schema, target, ...(schema.allOf ?? [])] as readonly (SchemaObject | undefined)[];
  return parts.some((each) => each?.readOnly === true || each?.writeOnly === true);
}

/** The properties and values of the types of a model. */
export class SchemaPartsOfModel {
  /** The places of properties and values. */
  readonly #places: ReadonlySet<string>;
  /** Their positions in the source, by which copies of a template are found. */
  readonly #positions: ReadonlySet<string>;
  readonly #written: OpenApiDocument;
  /** The names of the properties of each type, by its place. */
  readonly #owners: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #names: ReadonlySet<string>;
  readonly #constants: ReadonlySet<string>;

  constructor({ types, resources }: ApiModel, document: OpenApiDocument, written: OpenApiDocument) {
    this.#written = written;
    const key = (place: Pointer) => formatPointer(document.origin(place));
    const operations = resources.flatMap((resource) => resource.operations);
    const objects = types.filter((type) => type.kind === "object");
    const properties: readonly Property[] = [
      ...objects.flatMap((type) => type.properties),
      ...operations.flatMap(({ pathParameters, ...operation }) => [
        ...paramsTypes(operation).flatMap(({ properties }) => properties),
        ...pathParameters,
      ]),
    ];
    const values = types.flatMap((type) => (type.kind === "enum" ? type.values : []));
    const expressions = [...types.flatMap(expressionsIn), ...properties.map(({ type }) => type)];
    this.#places = new Set([...properties, ...values].map(({ place }) => key(place)));
    this.#positions = new Set([...properties, ...values].map(({ place }) => positionOf(document, place)));
    this.#owners = new Map(
      objects.map((type) => [key(type.place), new Set(type.properties.map(({ name }) => name))]),
    );
    this.#names = new Set(properties.map(({ name }) => name));
    this.#constants = new Set(expressions.flatMap(constantsIn));
  }

  has({ kind, name, pointer, isOneWay, isInherited }: SchemaPart): boolean {
    if (this.#places.has(formatPointer(pointer))) return true;
    if (this.#positions.has(positionOf(this.#written, pointer))) return true;
    if (kind === "enum value") return this.#constants.has(name);
    // Of the same property in several members of an `allOf`, only one has a place.
    const isMerged = pointer.some((_, end) =>
      this.#owners.get(formatPointer(pointer.slice(0, end)))?.has(name),
    );
    return isOneWay || isMerged || (isInherited && this.#names.has(name));
  }
}

function positionOf(document: OpenApiDocument, place: Pointer): string {
  return JSON.stringify(document.locate(place));
}

function expressionsIn(type: NamedType): readonly TypeExpression[] {
  switch (type.kind) {
    case "object":
      return [type.additional ?? [], (type.patterns ?? []).map((pattern) => pattern.type)].flat(2);
    case "union":
      return type.members;
    case "alias":
      return [type.type];
    case "enum":
      return type.values.map(({ value }) => ({ kind: "literal", value }));
  }
}

/** The constants in an expression, as JSON. A boolean has two. */
function constantsIn(type: TypeExpression): readonly string[] {
  switch (type.kind) {
    case "literal":
      return [JSON.stringify(type.value)];
    case "boolean":
      return ["true", "false"];
    case "array":
      return constantsIn(type.items);
    case "tuple":
      return [...type.items, type.rest ?? []].flat().flatMap(constantsIn);
    case "map":
      return [type.values, type.keys ?? []].flat().flatMap(constantsIn);
    case "union":
    case "intersection":
      return type.members.flatMap(constantsIn);
    default:
      return [];
  }
}
