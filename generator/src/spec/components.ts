import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { comparableName, componentNames } from "./component-names.ts";
import { isReference } from "./document.ts";
import { MEMBER_OF, type NodeKind } from "./grammar.ts";
import { formatPointer, type Pointer } from "./pointer.ts";
import { isSame, nodeKey, nodeValue, type SourceNode, type Sources } from "./sources.ts";

/** A component of the merged document, and its node in the original file. */
export interface Component extends SourceNode {
  readonly member: string;
  readonly name: string;
  readonly kind: NodeKind;
}

const KIND_OF = new Map(Object.entries(MEMBER_OF).map(([kind, member]) => [member, kind as NodeKind]));

/** The components of the merged document: those of the listed files, and the targets of references to other files. */
export class Components {
  readonly #diagnostics: Diagnostic[];
  readonly #components = new Map<string, Component>();
  /** The references in the merged document, by their targets. */
  readonly #addresses = new Map<string, string>();
  /** The components by member and by the form of their name that equal identifiers share. */
  readonly #taken = new Map<string, Component>();

  constructor(diagnostics: Diagnostic[]) {
    this.#diagnostics = diagnostics;
  }

  /** Adds a component of a listed file. */
  add(member: string, name: string, node: SourceNode): void {
    const component = { ...node, member, name, kind: KIND_OF.get(member) ?? "example" };
    const first = this.#components.get(`${member}/${name}`);
    if (first === undefined) {
      this.#register(component);
      return;
    }
    if (isSame(first, node)) return;
    const facts = { name: `components.${member}.${name}` };
    const related = [{ message: "first defined here", location: first.source.locate(first.pointer) }];
    const at = node.source.locate(node.pointer);
    this.#diagnostics.push(diagnostic("duplicate-definition", facts, at, related));
  }

  /** Gives the name of a component that is only a reference to a file to the target. */
  adoptTargets(sources: Sources): void {
    for (const [key, component] of this.#components) {
      const value = nodeValue(component);
      if (!isReference(value) || Object.keys(value).length > 1) continue;
      const target = sources.find(value.$ref, component.source);
      if (target === undefined || "unread" in target || staysInPlace(target)) continue;
      if (isOtherComponent(target.pointer, component.member)) continue;
      if (this.#addresses.has(nodeKey(target))) continue;
      this.#components.set(key, { ...component, ...target });
      this.#addresses.set(nodeKey(target), addressOf(component));
    }
  }

  /** The reference to a node in the merged document. A node of a file that is not listed becomes a component. */
  addressOf(node: SourceNode, kind: NodeKind, member: string): string {
    const known = this.#addresses.get(nodeKey(node));
    if (known !== undefined) return known;
    if (staysInPlace(node)) return formatPointer(node.pointer);
    const component = { ...node, kind, member, name: this.#freeName(node, member) };
    this.#register(component);
    return addressOf(component);
  }

  /** All components. Those that are added during the iteration are part of it. */
  [Symbol.iterator](): Iterator<Component> {
    return this.#components.values();
  }

  #register(component: Component): void {
    this.#components.set(`${component.member}/${component.name}`, component);
    this.#taken.set(takenKey(component), component);
    const address = addressOf(component);
    if (!staysInPlace(component) || formatPointer(component.pointer) !== address)
      this.#addresses.set(nodeKey(component), address);
  }

  /** The shortest name that no other component has. */
  #freeName(node: SourceNode, member: string): string {
    const names = componentNames(node);
    const [shortest = "_"] = names;
    const isFree = (name: string) => !this.#taken.has(takenKey({ member, name }));
    let name = names.find(isFree);
    for (let count = 2; name === undefined; count += 1) {
      const numbered = `${names.at(-1)}_${count}`;
      if (isFree(numbered)) name = numbered;
    }
    const other = this.#taken.get(takenKey({ member, name: shortest }));
    if (other !== undefined) {
      const related = [{ message: `this is ${other.name}`, location: other.source.locate(other.pointer) }];
      const facts = { shortest, name, member };
      const at = node.source.locate(node.pointer);
      this.#diagnostics.push(diagnostic("longer-component-name", facts, at, related));
    }
    return name;
  }
}

/**
 * True if a pointer is that of a component of another kind.
 *
 * @param member The member of `components` for the expected kind.
 */
export function isOtherComponent([root, kind, ...name]: Pointer, member: string): boolean {
  return root === "components" && name.length === 1 && kind !== member && KIND_OF.has(String(kind));
}

/** True if a node of a listed file has the same pointer in the merged document. */
export function staysInPlace({ source, pointer }: SourceNode): boolean {
  return source.listed && ["paths", "webhooks", "components"].includes(String(pointer[0]));
}

function addressOf({ member, name }: Component): string {
  return formatPointer(placeOf({ member, name }));
}

/** The pointer of a component in the merged document. */
export function placeOf({ member, name }: Pick<Component, "member" | "name">): Pointer {
  return ["components", member, name];
}

function takenKey({ member, name }: Pick<Component, "member" | "name">): string {
  return `${member}/${comparableName(name)}`;
}
