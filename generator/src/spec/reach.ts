import type { NodeKind, Shape } from "./grammar.ts";
import { type Part, partsOfMember } from "./parts.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "./pointer.ts";
import { referencesIn } from "./references.ts";

/** Users of components, besides the paths and the document itself. */
export interface ReachOptions {
  /** True if the webhooks do. */
  readonly webhooks: boolean;
  /** Pointers of schemas that are used although no reference leads to them. */
  readonly schemas: readonly Pointer[];
}

/** The parts of a document that are used: everything but the components that no reference leads to. */
export class Reach {
  readonly #parts = new Set<string>();
  /** The components of which a part is used. */
  readonly #components = new Set<string>();

  /** Follows the references of a document, which must not change any more. */
  constructor(document: object, { webhooks, schemas }: ReachOptions) {
    const open: Part[] = [];
    const add = (pointer: Pointer, of: NodeKind | Shape | undefined) => {
      const key = formatPointer(pointer);
      if (!this.#parts.has(key)) open.push({ pointer, of });
      this.#parts.add(key);
      this.#components.add(formatPointer(pointer.slice(0, 3)));
    };
    for (const member of Object.keys(document)) {
      const isUsed = member !== "components" && (webhooks || member !== "webhooks");
      if (isUsed) for (const part of partsOfMember(document, "document", member)) add(part.pointer, part.of);
    }
    for (const pointer of schemas) add(pointer, "schema");
    const followed = new Set<string>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { pointer, of } = next;
      const { found } = of === undefined ? { found: [] } : referencesIn(valueAt(document, pointer), of);
      for (const { reference, kind, holds, pointer: place } of found) {
        if (followed.has(reference) || isInDefinition(pointer, place)) continue;
        followed.add(reference);
        const target = parsePointer(reference);
        if (target !== undefined) add(target, holds === "one" ? kind : undefined);
      }
    }
  }

  /** True if a component or a part of it is used. */
  includesPartOf(component: Pointer): boolean {
    return this.#components.has(formatPointer(component));
  }

  /** True if a node is used. A definition inside of a schema is used only if a reference leads to it. */
  includes(pointer: Pointer): boolean {
    const [member, kind] = pointer;
    // Security schemes are referred to by their names. Above a component, nothing is unused.
    const isAlwaysUsed = member === "components" && (pointer.length < 3 || kind === "securitySchemes");
    if (member === undefined || isAlwaysUsed) return true;
    for (let length = pointer.length; length > 0; length -= 1) {
      if (this.#parts.has(formatPointer(pointer.slice(0, length)))) return true;
      if (isDefinition(pointer, length - 1)) return false;
    }
    return false;
  }
}

/** True if a place within a part is in a definition inside of a schema. */
function isInDefinition(part: Pointer, place: Pointer): boolean {
  const above = part.slice(-2);
  const pointer = [...above, ...place];
  return place.some((_, index) => isDefinition(pointer, above.length + index));
}

/** True if a key is the name of a definition inside of a schema, and not of a property of a property called `definitions`. */
function isDefinition(pointer: Pointer, index: number): boolean {
  const owner = pointer[index - 1];
  return (owner === "$defs" || owner === "definitions") && pointer[index - 2] !== "properties";
}
