import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { Components } from "./components.ts";
import type { OpenApiDocument } from "./document.ts";
import { describeValue, entriesOf, isRecord, itemsOf } from "./guards.ts";
import type { OpenApiRoot } from "./openapi.ts";
import { Origins } from "./origins.ts";
import type { Pointer } from "./pointer.ts";
import type { SpecSource } from "./source.ts";

/** The merged document, or the reasons why there is none. */
export interface MergeResult {
  /** `undefined` if no file contains an object. Not validated yet. */
  readonly document: OpenApiDocument | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges all files into one document. Paths, webhooks, components and tags are combined; other members must be in one
 * file only. References between files become references within the document. Their targets in files that the
 * configuration does not list become components, named after the last part of the reference; path items are inlined.
 */
export function mergeSources(sources: readonly SpecSource[]): MergeResult {
  const merger = new Merger(sources);
  const listed = sources.filter((source) => source.listed);
  for (const source of listed) merger.add(source);
  return merger.finish(listed);
}

/** A node of a file that goes into the document. */
interface Entry {
  readonly source: SpecSource;
  readonly pointer: Pointer;
  readonly value: unknown;
}

class Merger {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #origins = new Origins();
  readonly #members = new Map<string, Entry>();
  readonly #paths = new Map<string, Entry>();
  readonly #webhooks = new Map<string, Entry>();
  /** The members that at least one file has, even if empty. */
  readonly #united = new Set<string>();
  readonly #tags = new Map<string, Entry>();
  readonly #components: Components;

  constructor(sources: readonly SpecSource[]) {
    this.#components = new Components(sources, this.#origins, this.#diagnostics);
  }

  /** Adds the members of a listed file. */
  add(source: SpecSource): void {
    if (!isRecord(source.value)) {
      const found = describeValue(source.value);
      this.#diagnostics.push(diagnostic("not-an-object", { found }, source.locate([])));
      return;
    }
    for (const [key, value] of Object.entries(source.value)) {
      const entry = { source, pointer: [key], value };
      if (key === "paths" && isRecord(value)) this.#unite(this.#paths, entry, "the path ");
      else if (key === "webhooks" && isRecord(value)) this.#unite(this.#webhooks, entry, "the webhook ");
      else if (key === "tags" && Array.isArray(value)) this.#addTags(entry);
      else if (key === "components" && isRecord(value)) this.#addComponents(entry);
      else this.#once(this.#members, key, `\`${key}\``, entry);
    }
  }

  finish(listed: readonly SpecSource[]): MergeResult {
    const entrySource = this.#members.get("openapi")?.source ?? listed.find(({ value }) => isRecord(value));
    if (entrySource === undefined) return { document: undefined, diagnostics: this.#diagnostics };
    this.#components.adoptTargets();
    const members: (readonly [string, unknown])[] = [...this.#members].map(([key, entry]) => {
      this.#origins.set([key], entry.source, entry.pointer);
      return [key, entry.value];
    });
    if (this.#tags.size > 0) members.push(["tags", [...this.#tags.values()].map(this.#placeTag)]);
    if (this.#united.has("paths")) members.push(["paths", this.#placePathItems("paths", this.#paths)]);
    if (this.#united.has("webhooks"))
      members.push(["webhooks", this.#placePathItems("webhooks", this.#webhooks)]);
    const components = this.#components.place();
    if (components !== undefined) members.push(["components", components]);
    const root = Object.fromEntries(members) as unknown as OpenApiRoot;
    const locate = (pointer: Pointer) => this.#origins.locate(pointer, entrySource);
    return { document: { root, locate, origin: (pointer) => pointer }, diagnostics: this.#diagnostics };
  }

  #addTags({ source, value }: Entry): void {
    for (const [index, tag] of itemsOf(value).entries()) {
      const name = isRecord(tag) ? String(tag.name) : `${source.path}#${index}`;
      if (this.#tags.get(name)?.source === source) {
        this.#diagnostics.push(diagnostic("duplicate-tag", { name }, source.locate(["tags", index])));
        continue;
      }
      this.#once(this.#tags, name, `the tag "${name}"`, { source, pointer: ["tags", index], value: tag });
    }
  }

  #addComponents({ source, value }: Entry): void {
    for (const [kind, named] of entriesOf(value)) {
      if (!isRecord(named)) this.#components.addMember(kind, source, named);
      for (const name of isRecord(named) ? Object.keys(named) : []) this.#components.add(kind, name, source);
    }
  }

  #unite(target: Map<string, Entry>, { source, pointer, value }: Entry, label: string): void {
    this.#united.add(String(pointer[0]));
    for (const [key, item] of entriesOf(value)) {
      this.#once(target, key, `${label}${key}`, { source, pointer: [...pointer, key], value: item });
    }
  }

  #once(target: Map<string, Entry>, key: string, name: string, entry: Entry): void {
    const first = target.get(key);
    if (first === undefined) {
      target.set(key, entry);
      return;
    }
    this.#diagnostics.push(
      diagnostic("duplicate-definition", { name }, entry.source.locate(entry.pointer), [
        { message: "first defined here", location: first.source.locate(first.pointer) },
      ]),
    );
  }

  readonly #placeTag = (entry: Entry, index: number): unknown => {
    this.#origins.set(["tags", index], entry.source, entry.pointer);
    return entry.value;
  };

  #placePathItems(member: "paths" | "webhooks", items: ReadonlyMap<string, Entry>): unknown {
    return Object.fromEntries(
      [...items].map(([key, { source, pointer }]) => [
        key,
        this.#components.placePathItem([member, key], source, pointer),
      ]),
    );
  }
}
