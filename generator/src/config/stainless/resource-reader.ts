import { pascalName } from "../../names/words.ts";
import type { ResourceTree } from "../settings/resource-tree.ts";
import { type Casings, stainlessMember, stainlessPascal } from "./names.ts";
import type { StainlessMethod, StainlessResource } from "./schema.ts";

type Resources = { readonly [name: string]: StainlessResource | null };

/** Resources that are not resources of the client: types that several use, and the client itself. */
const SPECIAL = new Set(["$shared", "$client"]);

const RESOURCE_MEMBERS = new Set(["models", "methods", "subresources", "skip", "only"]);
/** `type` is `http` for nearly all methods, and the generator sees what the others are. */
const METHOD_MEMBERS = new Set(["endpoint", "skip", "only", "paginated", "type"]);
/** Members without a meaning for TypeScript packages. */
const OF_OTHERS = new Set(["terraform", "mcp", "docs", "skip_test_reason"]);

/** Reads `resources` of a Stainless configuration. */
export class ResourceReader {
  /** The tree of calls. */
  readonly tree: ResourceTree;
  /** New names of types by pointer. */
  readonly types = new Map<string, string>();
  /** The endpoints of calls without a name here. */
  readonly unnamed: string[] = [];
  readonly unused: string[] = [];
  /** The endpoints that have no pages, as `pagination` names them. */
  readonly unpaged: string[] = [];
  /** The endpoints that have pages of a style, by its name; all styles are `true`. */
  readonly paged = new Map<string | true, string[]>();
  readonly #skipped: string[] = [];
  /** The call of each endpoint. */
  readonly #named = new Map<string, string>();
  readonly #casings: Casings;

  constructor(resources: Resources, casings: Casings) {
    this.#casings = casings;
    this.tree = this.#tree(resources, [], false);
  }

  /** The endpoints that this language has no call of. */
  get ignored(): readonly string[] {
    return this.#skipped.filter((endpoint) => !this.#named.has(endpoint.toLowerCase()));
  }

  #tree(resources: Resources, path: readonly string[], isSkipped: boolean): ResourceTree {
    const entries = Object.entries(resources).flatMap(([name, own]): readonly [string, ResourceTree][] => {
      if (own === null) return [];
      this.#readModels(own);
      const isSpecial = SPECIAL.has(name);
      const inner = isSpecial ? path : [...path, this.#name(name)];
      this.#reportOthers(isSpecial ? name : inner.join("."), own, RESOURCE_MEMBERS);
      const isLeftOut = isSkipped || skips(own);
      const methods = this.#methodsOf(own, isSpecial ? [name] : inner, isLeftOut);
      const nested = this.#tree(own.subresources ?? {}, inner, isLeftOut);
      if (isSpecial) return Object.entries(nested).filter(isResource);
      const tree = this.#joined(methods, nested, inner);
      return Object.keys(tree).length === 0 ? [] : [[this.#name(name), tree]];
    });
    return entries.reduce<ResourceTree>(
      (joined, [name, tree]) => this.#joined(joined, { [name]: tree }, path),
      {},
    );
  }

  /** Both trees. Resources with one name are one; of several methods with it, or a method and a resource, only the first has it. */
  #joined(first: ResourceTree, second: ResourceTree, path: readonly string[]): ResourceTree {
    const joined: { [name: string]: string | ResourceTree } = { ...first };
    for (const [name, own] of Object.entries(second)) {
      const other = joined[name];
      const inner = [...path, name];
      if (other === undefined) joined[name] = own;
      else if (typeof other !== "string" && typeof own !== "string")
        joined[name] = this.#joined(other, own, inner);
      else this.#leaveUnnamed(own, inner.join("."));
    }
    return joined;
  }

  /** Leaves the endpoints of a tree to the rules, since its name is taken. */
  #leaveUnnamed(tree: string | ResourceTree, call: string): void {
    if (typeof tree === "string") {
      this.unnamed.push(tree);
      this.unused.push(`\`${call}\` of \`${tree}\`, whose name another call has,`);
    } else for (const [name, own] of Object.entries(tree)) this.#leaveUnnamed(own, `${call}.${name}`);
  }

  #methodsOf({ methods }: StainlessResource, path: readonly string[], isSkipped: boolean): ResourceTree {
    let tree: ResourceTree = {};
    for (const [name, written] of Object.entries(methods ?? {})) {
      const { endpoint, ...own }: StainlessMethod =
        typeof written === "string" ? { endpoint: written } : written;
      const call = [...path, this.#name(name)].join(".");
      this.#reportOthers(call, own, METHOD_MEMBERS);
      const key = endpoint?.trim().replaceAll(/\s+/g, " ") ?? "";
      const other = this.#named.get(key.toLowerCase());
      if (!/^\w+ \/\S*$/.test(key)) this.unused.push(`\`${call}\`, which has no endpoint`);
      else if (isSkipped || skips(own)) this.#skipped.push(key);
      else if (path.some((word) => SPECIAL.has(word))) {
        this.unnamed.push(key);
        this.unused.push(`\`${call}\`: clients have methods only in resources`);
      } else if (other !== undefined) this.unused.push(`\`${call}\`: its endpoint is \`${other}\` already`);
      else {
        this.#named.set(key.toLowerCase(), call);
        this.#readPages(key, own.paginated);
        tree = this.#joined(tree, { [this.#name(name)]: key }, path);
      }
    }
    return tree;
  }

  /** `paginated: false`, `true`, or the name of a style. */
  #readPages(endpoint: string, paginated: unknown): void {
    if (paginated === false) this.unpaged.push(anyValues(endpoint));
    else if (paginated === true || typeof paginated === "string")
      this.paged.set(paginated, [...(this.paged.get(paginated) ?? []), anyValues(endpoint)]);
  }

  #name(text: string): string {
    return stainlessMember(text, this.#casings);
  }

  #reportOthers(owner: string, members: object, known: ReadonlySet<string>): void {
    const others = Object.keys(members).filter((name) => !known.has(name) && !OF_OTHERS.has(name));
    this.unused.push(...others.map((name) => `\`${name}\` of \`${owner}\``));
  }

  /** `models: { chat_model: ChatModel }`, where the value is a schema or its pointer. */
  #readModels({ models }: StainlessResource): void {
    for (const [name, written] of Object.entries(models ?? {})) {
      const schema = typeof written === "object" && written !== null ? Object(written).openapi_uri : written;
      const component = typeof schema === "string" ? schema.replace(/^#\/components\/schemas\//, "") : "";
      const type = stainlessPascal(name, this.#casings);
      if (component === "" || component.includes("/")) this.unused.push(`the model \`${name}\``);
      else if (type !== pascalName(component)) this.types.set(`#/components/schemas/${component}`, type);
    }
  }
}

function isResource(entry: [string, string | ResourceTree]): entry is [string, ResourceTree] {
  return typeof entry[1] !== "string";
}

/** `get /orders/{id}` as `pagination` names it, whatever the names of path parameters: `GET /orders/*`. */
function anyValues(endpoint: string): string {
  return endpoint.replace(/^\w+/, (verb) => verb.toUpperCase()).replaceAll(/\{[^}]*\}/g, "*");
}

/** True if this language is omitted: `skip: true`, `skip: [node]`, or `only` with other languages. */
function skips({ skip, only }: Pick<StainlessMethod, "skip" | "only">): boolean {
  return skip === true || isOfLanguage(skip) || (Array.isArray(only) && !isOfLanguage(only));
}

function isOfLanguage(languages: unknown): boolean {
  return Array.isArray(languages) && ["node", "typescript"].some((name) => languages.includes(name));
}
