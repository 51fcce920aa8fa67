import {
  type OpenApiDocument,
  parsePointer,
  type Schema,
  type SchemaObject,
  valueAt,
} from "../../../spec/index.ts";
import type { ModelContext } from "../../context/context.ts";

type Way = "request" | "response" | undefined;

/** The directions of the schemas of each document. Each schema is read once, so that long chains and diamonds do not multiply. */
const ways = new WeakMap<OpenApiDocument, Map<Schema, Way>>();

/**
 * The only direction in which a value exists: responses for `readOnly`, requests for `writeOnly`, `undefined` for both. A schema has
 * it from its references, from any part of its `allOf`, from the items of an array, and from a union whose members all have it.
 */
export function oneWay({ document }: ModelContext, schema: Schema): Way {
  if (typeof schema === "boolean") return undefined;
  if (!hasParts(schema)) return ownWay(schema);
  const known = ways.get(document) ?? new Map<Schema, Way>();
  ways.set(document, known);
  // Parts are read before the whole, without recursion: a chain may be longer than the stack. A cycle has no direction.
  const open: { readonly value: Schema; readonly isDone?: true }[] = [{ value: schema }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isDone } = next;
    if (typeof value === "boolean" || (isDone === undefined && known.has(value))) continue;
    const own = ownWay(value);
    const [parts, members] = own === undefined ? [partsOf(document, value), membersOf(value)] : [[], []];
    if (isDone || parts.length + members.length === 0) {
      known.set(value, own ?? wayOf(parts, members, known));
      continue;
    }
    known.set(value, undefined);
    open.push({ value, isDone: true }, ...[...parts, ...members].map((part) => ({ value: part })));
  }
  return known.get(schema);
}

/** True if a schema has parts that may determine its direction. Most schemas have none. */
function hasParts({ $ref, allOf, items, oneOf, anyOf }: SchemaObject): boolean {
  return ($ref ?? allOf ?? items ?? oneOf ?? anyOf) !== undefined;
}

function ownWay({ readOnly, writeOnly }: SchemaObject): Way {
  return readOnly === true ? "response" : writeOnly === true ? "request" : undefined;
}

function wayOf(parts: readonly Schema[], members: readonly Schema[], known: ReadonlyMap<Schema, Way>): Way {
  const found = parts.map((part) => known.get(part)).find((way) => way !== undefined);
  const shared = new Set(members.map((member) => known.get(member)));
  return found ?? (shared.size === 1 ? [...shared][0] : undefined);
}

/** The reference, the parts of `allOf`, and the items. Each reference of a chain may have the annotation, so they are followed one by one. */
function partsOf({ root }: OpenApiDocument, { $ref, allOf = [], items }: SchemaObject): readonly Schema[] {
  const place = $ref === undefined ? undefined : parsePointer($ref);
  const target = place && (valueAt(root, place) as Schema | undefined);
  return [...(target === undefined ? [] : [target]), ...allOf, ...(items === undefined ? [] : [items])];
}

/** The members of a union, without `null`. */
function membersOf({ oneOf, anyOf = [] }: SchemaObject): readonly Schema[] {
  return (oneOf ?? anyOf).filter((member) => typeof member === "boolean" || member.type !== "null");
}
