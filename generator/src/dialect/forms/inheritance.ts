import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import type { SchemaObject } from "../../spec/openapi-schema.ts";
import { formatPointer } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";
import { NewComponents } from "./new-components.ts";
import { type OpenSchema, replace } from "./schema-nodes.ts";
import { split, withoutAnnotations } from "./schemas.ts";

/** An `allOf` member of a component that references another component. */
interface Extension {
  readonly child: string;
  readonly reference: OpenSchema;
}

/**
 * A component that other components extend by `allOf` is a union of them if it has a discriminator, or lists them in a union itself.
 * Its object becomes a separate component, which they extend instead: `Pet` is `Cat | Dog`, and both extend `PetBase`.
 */
export function normalizeInheritance(draft: Draft): void {
  const { components } = draft.root;
  const schemas = isRecord(components) && isRecord(components.schemas) ? components.schemas : {};
  const extensions = extensionsOf(draft, schemas);
  const added = new NewComponents(draft);
  let isChanged = false;
  for (const key of [...extensions.keys()].sort()) {
    const schema = schemas[key];
    if (!isRecord(schema)) continue;
    const union = unionOf(schema, descendantsOf(extensions, key));
    if (union === undefined) continue;
    const base = added.freeName("schemas", [`${key}Base`]);
    isChanged = true;
    added.add("schemas", base, objectOf(schema, union));
    replace(schema, unionForm(schema, union, base, key));
    for (const { reference } of extensions.get(key) ?? []) reference.$ref = referenceTo(base);
  }
  for (const schema of Object.values(schemas)) {
    if (!isRecord(schema) || schema.allOf === undefined) continue;
    if (replace(schema, withoutAnnotations(schema))) isChanged = true;
  }
  if (isChanged) draft.changed();
}

/** A union of a component's descendants. */
interface Union {
  readonly members: NonNullable<SchemaObject["oneOf"]>;
  readonly discriminator: SchemaObject["discriminator"];
  /** The part of the component's `allOf` that is the union, if it has one. */
  readonly part?: OpenSchema;
  /** True if every member extends the component. */
  readonly isWhole: boolean;
}

function unionOf(schema: OpenSchema, descendants: ReadonlySet<string>): Union | undefined {
  const keys = [...descendants].sort();
  if (schema.discriminator !== undefined && schema.oneOf === undefined && schema.anyOf === undefined) {
    const members = keys.map((key) => ({ $ref: referenceTo(key) }));
    return { members, discriminator: schema.discriminator, isWhole: true };
  }
  const references = new Set(keys.map(referenceTo));
  for (const part of itemsOf(schema.allOf).filter(isRecord) as OpenSchema[]) {
    const members = part.oneOf ?? part.anyOf ?? [];
    const own = members.filter((member) => isRecord(member) && references.has(String(member.$ref)));
    const isWhole = own.length === members.length;
    if (own.length > 0) return { members, discriminator: part.discriminator, part, isWhole };
  }
  return undefined;
}

/** The object of a component without its union. It is a new object with its own place. */
function objectOf(schema: OpenSchema, { part }: Union): OpenSchema {
  const { discriminator: _, nullable: __, ...object } = schema;
  if (part === undefined) return object;
  const parts = itemsOf(object.allOf).filter((member) => member !== part);
  const [only] = parts;
  return parts.length === 1 && isRecord(only) ? { ...only } : { ...object, allOf: parts as SchemaObject[] };
}

function unionForm(schema: OpenSchema, union: Union, base: string, key: string): OpenSchema {
  const { annotations } = split(schema);
  const { members, discriminator, isWhole } = union;
  const mapping = entriesOf(discriminator?.mapping);
  const isSelf = (target: unknown) => target === referenceTo(key) || target === key;
  const hasSelf = mapping.some(([, target]) => isSelf(target));
  const form: OpenSchema = {
    oneOf: hasSelf && union.part === undefined ? [...members, { $ref: referenceTo(base) }] : members,
    ...(discriminator !== undefined && {
      discriminator: {
        ...discriminator,
        ...(hasSelf && {
          mapping: Object.fromEntries(
            mapping.map(([value, target]) => [value, isSelf(target) ? referenceTo(base) : String(target)]),
          ),
        }),
      },
    }),
  };
  const { discriminator: _, ...rest } = annotations;
  return isWhole
    ? { ...rest, ...form }
    : { ...rest, allOf: [{ $ref: referenceTo(base) }, form as SchemaObject] };
}

/** The extensions of each component, by its key. */
function extensionsOf(
  draft: Draft,
  schemas: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly Extension[]> {
  const extensions = new Map<string, Extension[]>();
  for (const [child, schema] of entriesOf(schemas)) {
    for (const reference of itemsOf(isRecord(schema) ? schema.allOf : undefined)) {
      const [section, kind, parent, ...rest] = pointerOf(draft, reference);
      if (section !== "components" || kind !== "schemas" || rest.length > 0) continue;
      const own = { child, reference: reference as OpenSchema };
      const known = extensions.get(String(parent));
      if (known === undefined) extensions.set(String(parent), [own]);
      else known.push(own);
    }
  }
  return extensions;
}

function pointerOf(draft: Draft, member: unknown) {
  return isRecord(member) && typeof member.$ref === "string" ? (draft.follow(member, [])?.pointer ?? []) : [];
}

/** The components that extend a component, directly or indirectly. */
function descendantsOf(
  extensions: ReadonlyMap<string, readonly Extension[]>,
  key: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [key];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { child } of extensions.get(next) ?? []) {
      if (found.has(child) || child === key) continue;
      found.add(child);
      open.push(child);
    }
  }
  return found;
}

function referenceTo(key: string): string {
  return formatPointer(["components", "schemas", key]);
}
