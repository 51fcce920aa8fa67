import { groupBy } from "../../src/groups.ts";

/** An import. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The shortest circle through each node, `a → b → a`. Each circle is returned once. */
export function circlesOf(edges: readonly Edge[]): readonly string[] {
  const next = groupBy(edges, ({ from }) => from);
  const targets = (node: string) => (next.get(node) ?? []).map(({ to }) => to);
  const found = new Map<string, string>();
  for (const node of next.keys()) {
    const circle = shortestCircle(node, targets);
    if (circle === undefined) continue;
    const key = circle.toSorted().join(" ");
    if (!found.has(key)) found.set(key, [...circle, node].join(" → "));
  }
  return [...found.values()];
}

function shortestCircle(node: string, targets: (node: string) => readonly string[]) {
  const seen = new Set<string>();
  const paths = [[node]];
  for (const path of paths) {
    for (const target of targets(path.at(-1) ?? node)) {
      if (target === node) return path;
      if (!seen.has(target)) paths.push([...path, target]);
      seen.add(target);
    }
  }
  return undefined;
}
