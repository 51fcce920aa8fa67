import { isRecord } from "../../spec/guards.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import { walk } from "../../spec/walk.ts";
import type { Draft } from "../draft/index.ts";
import { NewComponents } from "./new-components.ts";
import { type OpenSchema, replace } from "./schema-nodes.ts";
import { hasSubstance } from "./schemas.ts";

/**
 * Replaces every `$dynamicRef` by a `$ref`. A schema with a `$dynamicRef` is a template: `Page` has items of type `#item`, and
 * a schema that refers to `Page` says with `$dynamicAnchor: item` what they are. Such a schema gets its own copy of the template.
 */
export function bindDynamicReferences(draft: Draft): void {
  const isDynamic = (value: unknown) => isRecord(value) && value.$dynamicRef !== undefined;
  if (!draft.content.nodes.some(({ kind, value }) => kind === "schema" && isDynamic(value))) return;
  const binder = new Binder(draft);
  for (const root of binder.roots) binder.bind(parsePointer(root) ?? [], new Map());
  draft.changed();
}

/** The targets of anchors, by name. */
type Bindings = ReadonlyMap<string, Pointer>;

class Binder {
  /** The pointers of the schemas that are not part of another one. */
  readonly roots: ReadonlySet<string>;
  readonly #draft: Draft;
  readonly #components: NewComponents;
  /** The schemas with dynamic references as they were written, for further copies. */
  readonly #templates = new Map<string, OpenSchema>();
  /** The copies of templates, by template and bindings. */
  readonly #copies = new Map<string, Pointer>();
  readonly #anchors = new Map<string, Bindings>();
  readonly #used = new Map<string, ReadonlySet<string>>();

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#components = new NewComponents(draft);
    const places = draft.content.nodes.filter(({ kind }) => kind === "schema").map(({ pointer }) => pointer);
    const all = new Set(places.map(formatPointer));
    const isInner = (pointer: Pointer) =>
      pointer.some((_, length) => length > 0 && all.has(formatPointer(pointer.slice(0, length))));
    this.roots = new Set(places.filter((pointer) => !isInner(pointer)).map(formatPointer));
    for (const root of this.roots) {
      this.#anchors.set(root, this.#anchorsIn(parsePointer(root) ?? []));
      const used = this.#anchorsUsedFrom(root);
      this.#used.set(root, used);
      const schema = this.#schemaAt(parsePointer(root) ?? []);
      if (used.size > 0 && schema !== undefined) this.#templates.set(root, draft.copyOf(schema));
    }
  }

  /**
   * Binds the dynamic references in a schema.
   *
   * @param outer The bindings of the schemas that refer to this one. They override its own.
   */
  bind(pointer: Pointer, outer: Bindings, template = pointer): void {
    const schema = this.#schemaAt(pointer);
    if (schema === undefined) return;
    const bindings = new Map([...this.#anchorsIn(pointer), ...outer]);
    this.#adoptTemplate(schema, pointer, bindings);
    walk(schema, "schema", {
      node: ({ kind, value, pointer: place }) => {
        if (kind !== "schema" || !isRecord(value)) return;
        const node = value as OpenSchema;
        if (typeof node.$ref === "string") node.$ref = this.#bound(node.$ref, bindings, template, pointer);
        if (typeof node.$dynamicRef === "string") this.#resolve(node, [...pointer, ...place], bindings);
      },
    });
  }

  /** A schema that is only a reference to a template becomes a copy of it, so that it has its own name. */
  #adoptTemplate(schema: OpenSchema, pointer: Pointer, bindings: Bindings): void {
    const { $ref, ...own } = schema;
    const target = $ref === undefined ? undefined : this.#rootOf($ref);
    const template = target && this.#templates.get(formatPointer(target));
    if (target === undefined || template === undefined || hasSubstance(own)) return;
    if (this.#ownBindings(target, bindings).size === 0) return;
    this.#copies.set(this.#keyOf(target, bindings), pointer);
    const copy: OpenSchema = this.#draft.variantOf(template);
    const $defs = { ...copy.$defs, ...own.$defs };
    replace(schema, { ...copy, ...own, ...(Object.keys($defs).length > 0 && { $defs }) });
    this.bind(pointer, bindings, target);
  }

  /** The reference to use within a schema that has these bindings. */
  #bound(reference: string, bindings: Bindings, template: Pointer, copy: Pointer): string {
    const inner = formatPointer(template);
    if (reference.startsWith(`${inner}/`)) return `${formatPointer(copy)}${reference.slice(inner.length)}`;
    const target = this.#rootOf(reference);
    if (target === undefined) return reference;
    const own = this.#ownBindings(target, bindings);
    return own.size === 0 ? reference : formatPointer(this.#copyOf(target, own));
  }

  /** A component that is the copy of a template with its bindings, `PageOfUser`. */
  #copyOf(template: Pointer, bindings: Bindings): Pointer {
    const key = this.#keyOf(template, bindings);
    const known = this.#copies.get(key);
    if (known !== undefined) return known;
    const names = [...bindings].map(([anchor, target]) => this.#final(target)[2] ?? anchor);
    const name = this.#components.freeName("schemas", [[template.at(-1), "of", ...names].join("_")]);
    const pointer = ["components", "schemas", name];
    this.#copies.set(key, pointer);
    const copy = this.#draft.variantOf(this.#templates.get(formatPointer(template)));
    this.#components.add("schemas", name, copy);
    this.bind(pointer, bindings, template);
    return pointer;
  }

  /** The bindings that a template uses, and does not have itself. */
  #ownBindings(template: Pointer, bindings: Bindings): Bindings {
    const place = formatPointer(template);
    const [used, defaults] = [this.#used.get(place), this.#anchors.get(place)];
    const isOther = (target: Pointer, anchor: string) =>
      formatPointer(target) !== formatPointer(defaults?.get(anchor) ?? []);
    return new Map([...bindings].filter(([anchor, target]) => used?.has(anchor) && isOther(target, anchor)));
  }

  #keyOf(template: Pointer, bindings: Bindings): string {
    return JSON.stringify([template, [...this.#ownBindings(template, bindings)].sort()]);
  }

  #resolve(schema: OpenSchema, pointer: Pointer, bindings: Bindings): void {
    const reference = schema.$dynamicRef ?? "";
    const anchor = reference.slice(reference.indexOf("#") + 1);
    const place = parsePointer(reference) ?? bindings.get(anchor);
    const target = place && this.#draft.follow(valueAt(this.#draft.root, place), place);
    delete schema.$dynamicRef;
    if (target === undefined || place === undefined) {
      const facts = { reference, reading: "it is read as an unknown value" };
      this.#draft.report("unresolved-reference", facts, [...pointer, "$dynamicRef"]);
    } else if (!standsForAnother(target.value)) {
      schema.$ref = formatPointer(this.#final(place));
    }
  }

  /** The target of an anchor, through its references. */
  #final(pointer: Pointer): Pointer {
    return this.#draft.follow(valueAt(this.#draft.root, pointer), pointer)?.pointer ?? pointer;
  }

  /** The dynamic anchors in a schema. The first of each name counts. */
  #anchorsIn(pointer: Pointer): Bindings {
    const anchors = new Map<string, Pointer>();
    walk(this.#schemaAt(pointer), "schema", {
      node: ({ value, pointer: place }) => {
        const anchor = isRecord(value) ? value.$dynamicAnchor : undefined;
        if (typeof anchor === "string" && !anchors.has(anchor)) anchors.set(anchor, [...pointer, ...place]);
      },
    });
    return anchors;
  }

  /** The anchors to which a schema, or one that it refers to, has dynamic references. */
  #anchorsUsedFrom(root: string): ReadonlySet<string> {
    const used = new Set<string>();
    const seen = new Set([root]);
    // The set grows during the iteration.
    for (const place of seen) {
      walk(this.#schemaAt(parsePointer(place) ?? []), "schema", {
        node: ({ value }) => {
          if (!isRecord(value)) return;
          if (typeof value.$dynamicRef === "string") used.add(value.$dynamicRef.split("#")[1] ?? "");
          const target = typeof value.$ref === "string" ? this.#rootOf(value.$ref) : undefined;
          if (target !== undefined) seen.add(formatPointer(target));
        },
      });
    }
    return used;
  }

  /** The target of a reference, if it is a whole schema and not a part of one. */
  #rootOf(reference: string): Pointer | undefined {
    const pointer = parsePointer(reference);
    return pointer !== undefined && this.roots.has(formatPointer(pointer)) ? pointer : undefined;
  }

  #schemaAt(pointer: Pointer): OpenSchema | undefined {
    const schema = valueAt(this.#draft.root, pointer);
    return isRecord(schema) ? (schema as OpenSchema) : undefined;
  }
}

/** True if a schema is only a placeholder for another one: it allows nothing, or everything. */
function standsForAnother(schema: Readonly<Record<string, unknown>>): boolean {
  const { $dynamicAnchor, not: _, ...others } = schema as OpenSchema;
  return $dynamicAnchor !== undefined && !hasSubstance(others);
}
