import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";
import type { OpenSchema } from "./schema-nodes.ts";

/**
 * The components that extend another one by `allOf` and add nothing: `Dog: { allOf: [{ $ref: Pet }] }`. Otherwise, an `allOf` of one
 * schema is that schema. Here, the name is a value of a discriminator: a mapping leads to it, or `Pet` has one without a mapping.
 */
export function bareExtensions(draft: Draft): ReadonlySet<OpenSchema> {
  const { components } = draft.root;
  const schemas: readonly (readonly [string, OpenSchema])[] = entriesOf(
    isRecord(components) ? components.schemas : {},
  ).flatMap(([key, schema]) => (isRecord(schema) ? [[key, schema as OpenSchema] as const] : []));
  const isBare = ([key, schema]: readonly [string, OpenSchema]) => {
    const [only, ...others] = itemsOf(schema.allOf);
    if (others.length > 0 || !isRecord(only) || typeof only.$ref !== "string") return false;
    const parent = draft.follow(only, [])?.value;
    if (!isRecord(parent)) return false;
    return mapped.has(key) || (hasImplicitNames(parent) && schema.nullable === undefined);
  };
  const mapped = new Set(schemas.flatMap(([, schema]) => mappedKeys(schema)));
  return new Set(schemas.filter(isBare).map(([, schema]) => schema));
}

/** The components to which the mapping of a schema leads. */
function mappedKeys({ discriminator }: OpenSchema): readonly string[] {
  return entriesOf(discriminator?.mapping).map(([, target]) => String(target).split("/").at(-1) ?? "");
}

function hasImplicitNames({ discriminator, oneOf, anyOf }: OpenSchema): boolean {
  const isBase = discriminator !== undefined && oneOf === undefined && anyOf === undefined;
  return isBase && entriesOf(discriminator.mapping).length === 0;
}
