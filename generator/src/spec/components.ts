import { basename, extname } from "node:path";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/index.ts";
import { MEMBER_OF, type NodeKind } from "./grammar.ts";
import { isRecord } from "./guards.ts";
import type { Origins } from "./origins.ts";
import { formatPointer, type Pointer, valueAt } from "./pointer.ts";
import { findReferences, type ReferenceTarget, referenceTarget } from "./references.ts";
import type { SpecSource } from "./source.ts";

const KIND_OF = new Map(Object.entries(MEMBER_OF).map(([kind, member]) => [member, kind as NodeKind]));

interface Component {
  readonly member: string;
  readonly name: string;
  readonly source: SpecSource;
  readonly pointer: Pointer;
  readonly kind: NodeKind;
}

/** The components of the merged document, and the references to them. */
export class Components {
  readonly #sources: ReadonlyMap<string, SpecSource>;
  readonly #origins: Origins;
  readonly #diagnostics: Diagnostic[];
  readonly #components = new Map<string, Component>();
  /** Members of `components` that are not objects. */
  readonly #others = new Map<string, unknown>();
  /** The references in the merged document, by the file and pointer of their targets. */
  readonly #addresses = new Map<string, string>();
  readonly #values = new Map<string, Map<string, unknown>>();

  constructor(sources: readonly SpecSource[], origins: Origins, diagnostics: Diagnostic[]) {
    this.#sources = new Map(sources.map((source) => [source.path, source]));
    this.#origins = origins;
    this.#diagnostics = diagnostics;
  }

  /** Adds a component of a listed file. */
  add(member: string, name: string, source: SpecSource): void {
    const kind = KIND_OF.get(member) ?? "example";
    this.#register({ member, name, source, pointer: ["components", member, name], kind });
  }

  /** Adds a member of `components` that is not an object. Validation reports it. */
  addMember(member: string, source: SpecSource, value: unknown): void {
    this.#others.set(member, value);
    this.#origins.set(["components", member], source, ["components", member]);
  }

  /** Gives the name of a component that is only a reference to a file to the target. */
  adoptTargets(): void {
    for (const [key, component] of this.#components) {
      const value = valueAt(component.source.value, component.pointer);
      if (!isRecord(value) || typeof value.$ref !== "string" || Object.keys(value).length > 1) continue;
      const target = referenceTarget(value.$ref, component.source.path);
      const source = target && this.#sources.get(target.path);
      if (target === undefined || source === undefined || staysInPlace(source, target.pointer)) continue;
      if (valueAt(source.value, target.pointer) === undefined || this.#addresses.has(addressKey(target)))
        continue;
      this.#components.set(key, { ...component, source, pointer: target.pointer });
      this.#addresses.set(
        addressKey(target),
        formatPointer(["components", component.member, component.name]),
      );
    }
  }

  /** The path item at a pointer of a file, or its target if it is a reference to another file. */
  placePathItem(pointer: Pointer, source: SpecSource, sourcePointer: Pointer): unknown {
    const value = valueAt(source.value, sourcePointer);
    const target =
      isRecord(value) && typeof value.$ref === "string"
        ? referenceTarget(value.$ref, source.path)
        : undefined;
    const targetSource = target && this.#sources.get(target.path);
    const targetValue = targetSource && valueAt(targetSource.value, target.pointer);
    if (target && targetSource && isRecord(targetValue) && !staysInPlace(targetSource, target.pointer)) {
      this.#origins.set(pointer, targetSource, target.pointer);
      const { $ref: _reference, ...siblings } = value as Readonly<Record<string, unknown>>;
      const item = this.#rewrite(targetSource, target.pointer, "pathItem");
      return { ...(item as Readonly<Record<string, unknown>>), ...siblings };
    }
    this.#origins.set(pointer, source, sourcePointer);
    return this.#rewrite(source, sourcePointer, "pathItem");
  }

  /** All components with their references rewritten. `undefined` if there are none. */
  place(): unknown {
    // The map grows during the iteration: components from other files are appended.
    for (const { member, name, source, pointer, kind } of this.#components.values()) {
      const place = ["components", member, name];
      const named = this.#values.get(member) ?? new Map<string, unknown>();
      this.#values.set(member, named);
      this.#origins.set(place, source, pointer);
      named.set(
        name,
        kind === "pathItem"
          ? this.placePathItem(place, source, pointer)
          : this.#rewrite(source, pointer, kind),
      );
    }
    if (this.#values.size + this.#others.size === 0) return undefined;
    const maps = [...this.#values].map(([member, named]) => [member, Object.fromEntries(named)]);
    return Object.fromEntries([...this.#others, ...maps]);
  }

  /** The value at a pointer of a file. It is copied if a reference in it has to change. */
  #rewrite(source: SpecSource, pointer: Pointer, kind: NodeKind): unknown {
    const value = valueAt(source.value, pointer);
    const changes = findReferences(value, kind).flatMap((found) => {
      const from = () => source.locate([...pointer, ...found.pointer]);
      const address = this.#addressOf(found.reference, found.kind, source, from);
      return address === found.reference ? [] : [{ pointer: found.pointer, address }];
    });
    if (changes.length === 0) return value;
    const copy = structuredClone(value);
    for (const change of changes) replaceAt(copy, change.pointer, change.address);
    return copy;
  }

  /** The reference in the merged document that replaces a reference in a file. */
  #addressOf(reference: string, kind: NodeKind, source: SpecSource, from: () => Location): string {
    const target = referenceTarget(reference, source.path);
    const targetSource = target && this.#sources.get(target.path);
    if (target === undefined || targetSource === undefined) return reference;
    if (staysInPlace(targetSource, target.pointer)) {
      return targetSource === source && reference.startsWith("#") ? reference : formatPointer(target.pointer);
    }
    const key = addressKey(target);
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const member = MEMBER_OF[kind];
    // Validation reports references where none is allowed.
    if (member === undefined) return reference;
    if (valueAt(targetSource.value, target.pointer) === undefined) {
      // Validation reports unresolved references within a file, with a suggestion.
      if (targetSource !== source)
        this.#diagnostics.push(
          diagnostic("unresolved-reference", { reference, reading: "it is ignored" }, from()),
        );
      return reference;
    }
    const name = componentName(target);
    const address = formatPointer(["components", member, name]);
    this.#addresses.set(key, address);
    this.#register({ member, name, source: targetSource, pointer: target.pointer, kind });
    return address;
  }

  #register(component: Component): void {
    const key = `${component.member}/${component.name}`;
    const first = this.#components.get(key);
    if (first === undefined) {
      this.#components.set(key, component);
      return;
    }
    const name = `components.${component.member}.${component.name}`;
    this.#diagnostics.push(
      diagnostic("duplicate-definition", { name }, component.source.locate(component.pointer), [
        { message: "first defined here", location: first.source.locate(first.pointer) },
      ]),
    );
  }
}

/** Whether a node of a listed file has the same pointer in the merged document. */
function staysInPlace(source: SpecSource, pointer: Pointer): boolean {
  return source.listed && ["paths", "webhooks", "components"].includes(String(pointer[0]));
}

function addressKey({ path, pointer }: ReferenceTarget): string {
  return `${path}${formatPointer(pointer)}`;
}

/** The last key of the reference or the file's name, with only the characters that are allowed in component names. */
function componentName({ path, pointer }: ReferenceTarget): string {
  return (pointer.at(-1) ?? basename(path, extname(path))).replace(/[^A-Za-z0-9._-]/g, "_");
}

function replaceAt(root: unknown, pointer: Pointer, text: string): void {
  const owner = valueAt(root, pointer.slice(0, -1));
  const key = pointer.at(-1);
  if (typeof owner !== "object" || owner === null || key === undefined) return;
  Object.defineProperty(owner, key, { value: text, enumerable: true, writable: true, configurable: true });
}
