/** The path templates of the operations with one method, by their segments, so that an address is compared with only a few. */
export class PathTemplates {
  readonly #root: Segments = { fixed: new Map(), patterns: new Map() };

  /** @param template A key of `paths`, such as `/orders/{id}`. */
  add(template: string): void {
    let node = this.#root;
    for (const segment of segmentsOf(template)) {
      const shape = segment.replace(PARAMETER, "{}");
      const known = node.fixed.get(shape) ?? node.patterns.get(shape)?.below;
      const below = known ?? { fixed: new Map(), patterns: new Map() };
      if (known === undefined && shape === segment) node.fixed.set(segment, below);
      if (known === undefined && shape !== segment)
        node.patterns.set(shape, { matches: matcher(shape), below });
      node = below;
    }
    node.end = shapeOf(template);
  }

  /** The number of other templates that an address matches. Templates that differ only in the names of parameters count as one. */
  othersMatching(address: string, template: string): number {
    let nodes = [this.#root];
    for (const segment of segmentsOf(address)) {
      const next: Segments[] = [];
      for (const { fixed, patterns } of nodes) {
        const own = fixed.get(segment);
        if (own !== undefined) next.push(own);
        for (const { matches, below } of patterns.values()) if (matches.test(segment)) next.push(below);
      }
      nodes = next;
    }
    const own = shapeOf(template);
    return nodes.filter(({ end }) => end !== undefined && end !== own).length;
  }
}

/** The possible next segments of a path. */
interface Segments {
  /** Segments without parameters. */
  readonly fixed: Map<string, Segments>;
  /** Segments with parameters, which are replaced by `{}`. */
  readonly patterns: Map<string, { readonly matches: RegExp; readonly below: Segments }>;
  /** The template that ends here, without the names of its parameters. */
  end?: string;
}

const PARAMETER = /\{[^{}]*\}/g;

function segmentsOf(path: string): readonly string[] {
  return path.replace(/[?#].*$/, "").split("/");
}

function shapeOf(template: string): string {
  return template.replace(PARAMETER, "{}");
}

function matcher(shape: string): RegExp {
  return new RegExp(`^${shape.split("{}").map(escaped).join(".+")}$`, "s");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
