import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { Components, placeOf } from "./components.ts";
import { isReference, type OpenApiDocument } from "./document.ts";
import { memberShape } from "./grammar.ts";
import { describeValue, isRecord } from "./guards.ts";
import type { OpenApiRoot } from "./openapi.ts";
import { Origins } from "./origins.ts";
import type { Pointer } from "./pointer.ts";
import { Rewriter } from "./rewriter.ts";
import type { SpecSource } from "./source.ts";
import { isSame, nodeValue, type SourceNode, Sources } from "./sources.ts";

/** The merged document, or the reasons for failure. */
export interface MergeResult {
  /** `undefined` if no file contains an object. Not validated yet. */
  readonly document: OpenApiDocument | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges all files into one document. Paths, webhooks, components and tags are combined. Of two definitions with one name, that
 * of the first file counts. References between files become references within the document. Their targets in files that the
 * configuration does not list become components, named after the last part of the reference. Targets that cannot be
 * components, such as operations and whole maps, replace the references, and so do path items.
 */
export function mergeSources(sources: readonly SpecSource[]): MergeResult {
  const merger = new Merger(sources);
  const listed = sources.filter((source) => source.listed);
  for (const source of listed) merger.add(source);
  return merger.finish(listed);
}

/** The maps that are merged, and the names of their entries in messages. */
const UNITED: { readonly [member: string]: string } = { paths: "the path ", webhooks: "the webhook " };

class Merger {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #origins = new Origins();
  readonly #members = new Map<string, SourceNode>();
  /** The entries of paths and webhooks. A map is here if at least one file has it, even if it is empty. */
  readonly #united = new Map<string, Map<string, SourceNode>>();
  readonly #tags = new Map<string, SourceNode>();
  /** Members of `components` that are not objects. Validation reports them. */
  readonly #misshapen = new Map<string, SourceNode>();
  readonly #sources: Sources;
  readonly #components = new Components(this.#diagnostics);
  readonly #rewriter: Rewriter;

  constructor(sources: readonly SpecSource[]) {
    this.#sources = new Sources(new Map(sources.map((source) => [source.path, source])));
    this.#diagnostics.push(...sources.flatMap(({ warnings }) => warnings));
    this.#rewriter = new Rewriter(this.#sources, this.#components, this.#origins, this.#diagnostics);
  }

  /** Adds the members of a listed file. */
  add(source: SpecSource): void {
    if (!isRecord(source.value)) {
      const found = describeValue(source.value);
      this.#diagnostics.push(diagnostic("not-an-object", { found }, source.locate([])));
      return;
    }
    for (const key of Object.keys(source.value)) {
      // The merged document is none of the files, and all of its references are internal.
      if (key !== "$self") this.#addMember(key, { source, pointer: [key] });
    }
  }

  finish(listed: readonly SpecSource[]): MergeResult {
    const entrySource = this.#members.get("openapi")?.source ?? listed.find(({ value }) => isRecord(value));
    if (entrySource === undefined) return { document: undefined, diagnostics: this.#diagnostics };
    this.#components.adoptTargets(this.#sources);
    const members = [...this.#members].map(([key, node]) => [key, this.#placeMember(key, node)] as const);
    const tags = [...this.#tags.values()].map((node, index) =>
      this.#rewriter.place(node, "tag", ["tags", index]),
    );
    const root = Object.fromEntries([
      ...members,
      ...(tags.length > 0 ? [["tags", tags] as const] : []),
      ...[...this.#united].map(([member, items]) => [member, this.#placePathItems(member, items)] as const),
      ...this.#placeComponents(),
    ]) as unknown as OpenApiRoot;
    const locate = (pointer: Pointer) => this.#origins.locate(pointer, entrySource);
    const addressOf = (pointer: Pointer) => this.#origins.addressOf(pointer, entrySource);
    const document = { root, locate, addressOf, origin: (pointer: Pointer) => pointer };
    return { document, diagnostics: this.#diagnostics };
  }

  #addMember(key: string, node: SourceNode): void {
    const label = UNITED[key];
    const value = nodeValue(node);
    if (label !== undefined && Object.hasOwn(UNITED, key) && isRecord(value)) {
      const items = this.#united.get(key) ?? new Map<string, SourceNode>();
      this.#united.set(key, items);
      for (const [name, item] of this.#entries(node)) this.#once(items, name, `${label}${name}`, item);
    } else if (key === "tags" && Array.isArray(value)) {
      this.#addTags(node, value);
    } else if (key === "components" && isRecord(value)) {
      for (const [member, named] of this.#entries(node)) this.#addComponents(member, named);
    } else {
      this.#once(this.#members, key, `\`${key}\``, node);
    }
  }

  #addTags({ source, pointer }: SourceNode, tags: readonly unknown[]): void {
    for (const [index, tag] of tags.entries()) {
      const node = { source, pointer: [...pointer, index] };
      const name = isRecord(tag) ? String(tag.name) : `${source.path}#${index}`;
      if (this.#tags.get(name)?.source === source) {
        this.#diagnostics.push(diagnostic("duplicate-tag", { name }, source.locate(node.pointer)));
        continue;
      }
      this.#once(this.#tags, name, `the tag "${name}"`, node);
    }
  }

  #addComponents(member: string, node: SourceNode): void {
    if (!isRecord(nodeValue(node))) this.#misshapen.set(member, node);
    else for (const [name, component] of this.#entries(node)) this.#components.add(member, name, component);
  }

  /** The entries of a map. If the map is a reference, those of its target, too. */
  #entries(node: SourceNode): ReadonlyMap<string, SourceNode> {
    const entries = new Map<string, SourceNode>();
    const seen = new Set<unknown>();
    for (let next: SourceNode | undefined = node; next !== undefined; next = this.#targetOf(next)) {
      const { source, pointer }: SourceNode = next;
      const value = nodeValue(next);
      if (!isRecord(value) || seen.has(value)) break;
      seen.add(value);
      for (const key of Object.keys(value)) {
        const isEntry = !(key === "$ref" && isReference(value)) && !entries.has(key);
        if (isEntry) entries.set(key, { source, pointer: [...pointer, key] });
      }
    }
    return entries;
  }

  #targetOf(node: SourceNode): SourceNode | undefined {
    const value = nodeValue(node);
    const target = isReference(value) ? this.#sources.find(value.$ref, node.source) : undefined;
    return target !== undefined && "source" in target ? target : undefined;
  }

  #once(target: Map<string, SourceNode>, key: string, name: string, node: SourceNode): void {
    const first = target.get(key);
    if (first === undefined) target.set(key, node);
    if (first === undefined || isSame(first, node)) return;
    this.#diagnostics.push(
      diagnostic("duplicate-definition", { name }, node.source.locate(node.pointer), [
        { message: "first defined here", location: first.source.locate(first.pointer) },
      ]),
    );
  }

  #placeMember(key: string, node: SourceNode): unknown {
    const shape = memberShape("document", key);
    if (shape !== undefined) return this.#rewriter.place(node, shape, [key]);
    this.#origins.set([key], node.source, node.pointer);
    return nodeValue(node);
  }

  #placePathItems(member: string, items: ReadonlyMap<string, SourceNode>): unknown {
    return Object.fromEntries(
      [...items].map(([key, node]) => [
        key,
        key.startsWith("x-") ? nodeValue(node) : this.#rewriter.placeInline(node, "pathItem", [member, key]),
      ]),
    );
  }

  /** The member `components`, including the targets of references. Empty if there is none. */
  #placeComponents(): readonly (readonly [string, unknown])[] {
    const members = new Map<string, unknown>();
    for (const [member, node] of this.#misshapen) {
      this.#origins.set(["components", member], node.source, node.pointer);
      members.set(member, nodeValue(node));
    }
    const named = new Map<string, Map<string, unknown>>();
    for (const component of this.#components) {
      const { member, name, kind } = component;
      const place = placeOf(component);
      const isItem = kind === "pathItem";
      const value = isItem
        ? this.#rewriter.placeInline(component, kind, place)
        : this.#rewriter.place(component, kind, place);
      named.set(member, (named.get(member) ?? new Map()).set(name, value));
    }
    for (const [member, values] of named) members.set(member, Object.fromEntries(values));
    return members.size === 0 ? [] : [["components", Object.fromEntries(members)]];
  }
}
