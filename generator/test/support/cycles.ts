import { groupBy } from "../../src/groups.ts";

/** An import. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The shortest cycle through each node, `a → b → a`. Each cycle is returned once. */
export function cyclesOf(edges: readonly Edge[]): readonly string[] {
  const next = groupBy(edges, ({ from }) => from);
  const targets = (node: string) => (next.get(node) ?? []).map(({ to }) => to);
  const found = new Map<string, string>();
  for (const node of next.keys()) {
    const cycle = shortestCycle(node, targets);
    if (cycle === undefined) continue;
    const key = cycle.toSorted().join(" ");
    if (!found.has(key)) found.set(key, [...cycle, node].join(" → "));
  }
  return [...found.values()];
}

function shortestCycle(node: string, targets: (node: string) => readonly string[]) {
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
