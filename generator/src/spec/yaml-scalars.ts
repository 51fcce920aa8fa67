import {
  boolCoreTag,
  boolYaml11Tag,
  type DocumentDirective,
  floatCoreTag,
  floatYaml11Tag,
  getScalarValue,
  intCoreTag,
  intYaml11Tag,
  NOT_RESOLVED,
  nullCoreTag,
  nullYaml11Tag,
  SCALAR_STYLE,
  type ScalarEvent,
  type ScalarTagDefinition,
} from "js-yaml";
import type { ContentEvent } from "./yaml-nodes.ts";

/** The types of unquoted scalars besides strings. Dates are strings, as in JSON. */
const CORE = new Map([nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag].map(named));

/** The same for documents that start with `%YAML 1.1`, in which `yes` is a boolean. */
const YAML_1_1 = new Map([nullYaml11Tag, boolYaml11Tag, intYaml11Tag, floatYaml11Tag].map(named));

function named(tag: ScalarTagDefinition): readonly [string, ScalarTagDefinition] {
  return [tag.tagName, tag];
}

/** The prefix of the tags that YAML defines. */
const STANDARD = "tag:yaml.org,2002:";

/** The tags of scalars that are strings. JSON has neither dates nor bytes, so these are strings as they are written. */
const TEXTS: ReadonlySet<string> = new Set([
  "",
  ...["str", "timestamp", "binary"].map((name) => `${STANDARD}${name}`),
]);

/** The values of the scalars of a document, by the rules of its version of YAML. */
export class YamlScalars {
  readonly #text: string;
  readonly #tags: ReadonlyMap<string, ScalarTagDefinition>;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #byFirst = new Map<string, ScalarTagDefinition[]>();

  constructor(text: string, directives: readonly DocumentDirective[]) {
    this.#text = text;
    this.#tags = directives.some((each) => each.kind === "yaml" && each.version === "1.1") ? YAML_1_1 : CORE;
    this.#prefixes = new Map([
      ["!!", STANDARD],
      ...directives.flatMap((each) => (each.kind === "tag" ? [[each.handle, each.prefix] as const] : [])),
    ]);
    for (const tag of this.#tags.values())
      for (const first of tag.implicitFirstChars ?? [])
        this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), tag]);
  }

  /** The value of a scalar. `NOT_RESOLVED` if its tag is unknown or does not fit. */
  valueOf(scalar: ScalarEvent): unknown {
    const text = getScalarValue(this.#text, scalar);
    if (scalar.tagStart !== -1) return this.#tagged(text, this.#tagOf(scalar));
    return scalar.style === SCALAR_STYLE.PLAIN ? this.#plain(text) : text;
  }

  /** True if a node has no tag, or one that YAML defines with this name. */
  isTagged(node: ContentEvent, name: "map" | "seq" | "str"): boolean {
    if (node.tagStart === -1) return true;
    const tag = this.#tagOf(node);
    return tag === "" || tag === `${STANDARD}${name}`;
  }

  /** The full name of a tag: `tag:yaml.org,2002:str` for `!!str`, and nothing for `!`, which means the type of the node. */
  #tagOf({ tagStart, tagEnd }: ContentEvent): string {
    const tag = this.#text.slice(tagStart, tagEnd);
    if (tag === "!") return "";
    if (tag.startsWith("!<")) return tag.slice(2, -1);
    const handle = /^![\w-]*!/.exec(tag)?.[0] ?? "!";
    return `${this.#prefixes.get(handle) ?? handle}${tag.slice(handle.length)}`;
  }

  #plain(text: string): unknown {
    const tags = this.#byFirst.get(text.charAt(0));
    if (tags === undefined) return text;
    for (const tag of tags) {
      const value = tag.resolve(text, false, tag.tagName);
      if (value !== NOT_RESOLVED) return value;
    }
    return text;
  }

  #tagged(text: string, tag: string): unknown {
    if (TEXTS.has(tag)) return text;
    const known = this.#tags.get(tag);
    return known === undefined ? NOT_RESOLVED : known.resolve(text, true, tag);
  }
}
