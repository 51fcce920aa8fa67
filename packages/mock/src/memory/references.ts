import { asList, asObject, type JsonObject } from "../json.js";
import { referredNoun } from "./names.js";
import type { Resource } from "./resources.js";

/** A property that refers to a record. */
export interface Reference {
  readonly path: readonly string[];
  readonly resource: Resource;
  readonly id: string;
}

/** Finds which resource a property refers to, by its name. */
export class References {
  readonly #resources: readonly Resource[];

  constructor(resources: readonly Resource[]) {
    this.#resources = resources.filter(({ id }) => id !== undefined);
  }

  /**
   * The resource that a property refers to: `clientId` to clients, `parentTaskId` to tasks, and `templateId` of a task to task templates.
   * Undefined if the name does not say it clearly.
   */
  target(name: string, owner: Resource | undefined): Resource | undefined {
    const noun = referredNoun(name);
    if (noun === undefined) return undefined;
    for (const own of owner?.nouns ?? []) {
      const found = this.#named([...own, ...noun]);
      if (found !== undefined) return found;
    }
    for (let start = 0; start < noun.length; start += 1) {
      const found = this.#named(noun.slice(start));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The references in a value, also in the objects and arrays that it contains. */
  in(value: JsonObject, owner: Resource | undefined): readonly Reference[] {
    return collect(value, [], (name) => this.target(name, owner));
  }

  /** The resource with a name. The name of a schema is more precise than that of a path. */
  #named(noun: readonly string[]): Resource | undefined {
    const text = noun.join(" ");
    const bySchema = this.#resources.find(({ nouns: [first = []] }) => first.join(" ") === text);
    if (bySchema !== undefined) return bySchema;
    const byPath = this.#resources.filter(({ nouns }) => nouns.some((each) => each.join(" ") === text));
    return byPath.length === 1 ? byPath[0] : undefined;
  }
}

type Target = (name: string) => Resource | undefined;

function collect(value: unknown, path: readonly string[], target: Target): readonly Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => collect(item, [...path, String(index)], target));
  }
  return Object.entries(asObject(value)).flatMap(([name, child]) => {
    const resource = target(name);
    if (resource === undefined) return collect(child, [...path, name], target);
    const ids = Array.isArray(child) ? asList(child) : [child];
    return ids
      .filter((id) => (typeof id === "string" && id !== "") || typeof id === "number")
      .map((id) => ({ path: [...path, name], resource, id: String(id) }));
  });
}
