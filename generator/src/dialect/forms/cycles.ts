import { cyclesOf } from "../../cycles.ts";
import { isRecord, itemsOf } from "../../spec/guards.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";
import { type OpenSchema, replace } from "./schema-nodes.ts";
import { withoutAnnotations } from "./schemas.ts";

/**
 * Removes references that lead back to their schema through `allOf`, because no value could be checked
 * against it. Unions may lead to each other, and cycles through properties and items are recursive data.
 */
export function breakCycles(draft: Draft): void {
  const circular = circularIn(draft);
  if (circular.size === 0) return;
  const parts = partsIn(draft, circular);
  const targets = new Map([...parts].map(([schema, own]) => [schema, own.map((part) => part.schema)]));
  const cycles = new Set(cyclesOf(targets).values());
  const removed = [...cycles]
    .filter((cycle) => !isUnion(cycle, parts))
    .flatMap((cycle) => backReferences(cycle, parts))
    .map((found) => {
      report(draft, found);
      return isMember(found.part) ? found.part.pointer : [...found.part.pointer, "$ref"];
    });
  const owners = removed.map((pointer) => valueAt(draft.root, pointer.slice(0, -2)));
  draft.remove(removed);
  for (const owner of owners)
    if (isRecord(owner)) replace(owner as OpenSchema, normalForm(owner as OpenSchema));
}

/** A part of a schema: values of the schema must match it, or may match it. */
interface Part {
  /** The pointer of the schema that is the part. */
  readonly schema: string;
  /** The location of the part. */
  readonly pointer: Pointer;
  readonly kind: "reference" | "allOf" | "union";
}

type Parts = ReadonlyMap<string, readonly Part[]>;

/** The recursive schemas, except references. Most documents have none, so pointers are not built for them. */
function circularIn(draft: Draft): ReadonlySet<unknown> {
  const targets = new Map<unknown, readonly unknown[]>();
  for (const { kind, value } of draft.content.nodes) {
    if (kind !== "schema" || !isRecord(value)) continue;
    if (KEYWORDS.every((keyword) => value[keyword] === undefined)) continue;
    const own = KEYWORDS.flatMap((keyword) => itemsOf(value[keyword]));
    targets.set(
      value,
      own.map((part) => draft.follow(part, [])?.value),
    );
  }
  return new Set(cyclesOf(targets).keys());
}

function partsIn(draft: Draft, schemas: ReadonlySet<unknown>): Parts {
  const parts = new Map<string, readonly Part[]>();
  for (const node of draft.content.nodes) {
    const { kind, value } = node;
    if (kind !== "schema" || !isRecord(value)) continue;
    if (typeof value.$ref !== "string" && !schemas.has(value)) continue;
    const { pointer } = node;
    const own: Part[] = [];
    const target = typeof value.$ref === "string" ? parsePointer(value.$ref) : undefined;
    if (target !== undefined) own.push({ schema: formatPointer(target), pointer, kind: "reference" });
    for (const keyword of KEYWORDS) {
      for (const index of itemsOf(value[keyword]).keys()) {
        const place = [...pointer, keyword, index];
        const kind = keyword === "allOf" ? "allOf" : "union";
        own.push({ schema: formatPointer(place), pointer: place, kind });
      }
    }
    if (own.length > 0) parts.set(formatPointer(pointer), own);
  }
  return parts;
}

const KEYWORDS = ["allOf", "oneOf", "anyOf"] as const;

/** True if a cycle consists of unions alone. Types can express those: `A = B | null` and `B = A | string`. */
function isUnion(cycle: ReadonlySet<string>, parts: Parts): boolean {
  const kinds = [...cycle].flatMap((schema) => partsWithin(cycle, parts, schema)).map(({ kind }) => kind);
  return kinds.includes("union") && !kinds.includes("allOf");
}

function partsWithin(cycle: ReadonlySet<string>, parts: Parts, schema: string): readonly Part[] {
  return (parts.get(schema) ?? []).filter((part) => cycle.has(part.schema));
}

/** A part that refers back to a schema that contains it. */
interface BackReference {
  readonly part: Part;
  /** The schemas from its target to its own schema. */
  readonly cycle: readonly string[];
}

/** The parts whose removal breaks the cycle. A schema keeps its union, and the union members lose the schema. */
function backReferences(cycle: ReadonlySet<string>, parts: Parts): readonly BackReference[] {
  const found: BackReference[] = [];
  const done = new Set<string>();
  const sorted = [...cycle].sort();
  const unions = sorted.filter((schema) =>
    partsWithin(cycle, parts, schema).some(({ kind }) => kind === "union"),
  );
  for (const root of [...unions.map(withoutMembers), ...sorted]) {
    const path: { readonly schema: string; readonly rest: Part[] }[] = [];
    const isOnPath = new Set<string>();
    const enter = (schema: string) => {
      path.push({ schema, rest: [...partsWithin(cycle, parts, schema)].reverse() });
      isOnPath.add(schema);
    };
    if (!done.has(root)) enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const part = top.rest.pop();
      if (part === undefined) {
        path.pop();
        isOnPath.delete(top.schema);
        done.add(top.schema);
      } else if (isOnPath.has(part.schema)) {
        const schemas = path.map(({ schema }) => schema);
        found.push({ part, cycle: schemas.slice(schemas.indexOf(part.schema)) });
      } else if (!done.has(part.schema)) enter(part.schema);
    }
  }
  return found;
}

/** The schema whose `allOf` contains a schema, or the schema itself. */
function withoutMembers(schema: string): string {
  return schema.replace(/(?:\/allOf\/\d+)+$/, "");
}

/** True if a part is written as an item of an `allOf` or a union. */
function isMember({ pointer }: Part): boolean {
  return KEYWORDS.some((keyword) => keyword === pointer.at(-2)) && typeof pointer.at(-1) === "number";
}

function report(draft: Draft, { part, cycle }: BackReference): void {
  const isNamed = (schema: string) =>
    schema === part.schema || /^#\/components\/schemas\/[^/]+$/.test(schema);
  const facts = {
    chain: [...cycle.filter(isNamed), part.schema].join(" → "),
    reading: "the last one is ignored",
  };
  draft.report("circular-reference", facts, part.pointer);
}

/** The canonical form of a schema that has lost members of its `allOf` or its union. */
function normalForm(schema: OpenSchema): OpenSchema {
  const kept = { ...schema };
  for (const keyword of KEYWORDS) if (kept[keyword]?.length === 0) delete kept[keyword];
  return kept.allOf === undefined ? kept : withoutAnnotations(kept);
}
