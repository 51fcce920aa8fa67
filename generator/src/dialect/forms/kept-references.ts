import { MEMBER_OF, type NodeKind } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import { formatPointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";
import { NewComponents } from "./new-components.ts";

/** A step that changes the draft. */
type Step = (draft: Draft) => void;

/** An object that is the target of a reference, and the place where it was. */
interface Target {
  readonly value: object;
  readonly kind: NodeKind;
  /** The last name in its pointer. */
  readonly name: string;
}

/**
 * Runs steps that move or merge objects, and adapts the references to them. `#/paths/~1orders/parameters/0` remains a reference to
 * the same parameter, even if the path has no parameters anymore. A target that a step removed becomes a component.
 */
export function keepReferences(...steps: readonly Step[]): Step {
  return (draft) => {
    const targets = targetsIn(draft);
    for (const step of steps) step(draft);
    if (targets.size > 0) adaptReferences(draft, targets);
  };
}

/** The targets of references to parts of components and paths. Components stay where they are. */
function targetsIn(draft: Draft): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const { reference, kind } of draft.references) {
    const pointer = parsePointer(reference);
    if (pointer === undefined || (pointer[0] === "components" && pointer.length === 3)) continue;
    const value = valueAt(draft.root, pointer);
    const name = pointer.findLast((key) => /\p{L}/u.test(key)) ?? kind;
    if (typeof value === "object" && value !== null) targets.set(reference, { value, kind, name });
  }
  return targets;
}

function adaptReferences(draft: Draft, targets: ReadonlyMap<string, Target>): void {
  const places = new Map<unknown, string>();
  for (const { value, pointer } of draft.content.nodes)
    if (!places.has(value)) places.set(value, formatPointer(pointer));
  const components = new NewComponents(draft);
  for (const { value, kind, name } of targets.values()) {
    const member = MEMBER_OF[kind];
    if (places.has(value) || member === undefined) continue;
    const free = components.freeName(member, [name]);
    components.add(member, free, value);
    places.set(value, formatPointer(["components", member, free]));
  }
  for (const { reference, pointer } of draft.references) {
    const place = places.get(targets.get(reference)?.value);
    const owner = valueAt(draft.root, pointer.slice(0, -1));
    if (place !== undefined && place !== reference && isRecord(owner)) draft.set(pointer, place);
  }
}
