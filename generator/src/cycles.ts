/**
 * The nodes that lead to each other, for each node that leads back to itself, by Tarjan's algorithm without recursion.
 *
 * @param targets The nodes that each node leads to.
 */
export function cyclesOf<Node>(
  targets: ReadonlyMap<Node, readonly Node[]>,
): ReadonlyMap<Node, ReadonlySet<Node>> {
  const cycles = new Map<Node, ReadonlySet<Node>>();
  const index = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const path: Node[] = [];
  const onPath = new Set<Node>();
  const enter = (node: Node) => {
    index.set(node, index.size);
    lowest.set(node, index.size - 1);
    path.push(node);
    onPath.add(node);
    return { node, rest: [...(targets.get(node) ?? [])] };
  };
  const lower = (node: Node, value: number) => lowest.set(node, Math.min(lowest.get(node) ?? value, value));
  for (const root of targets.keys()) {
    const open = index.has(root) ? [] : [enter(root)];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next !== undefined) {
        if (!index.has(next)) open.push(enter(next));
        else if (onPath.has(next)) lower(top.node, index.get(next) ?? 0);
        continue;
      }
      open.pop();
      const own = lowest.get(top.node) ?? 0;
      const parent = open.at(-1);
      if (parent !== undefined) lower(parent.node, own);
      if (own !== index.get(top.node)) continue;
      // The node is near the end, so the path is searched from there.
      const cycle = new Set(path.splice(path.lastIndexOf(top.node)));
      for (const node of cycle) onPath.delete(node);
      const isCycle = cycle.size > 1 || targets.get(top.node)?.includes(top.node);
      if (isCycle) for (const node of cycle) cycles.set(node, cycle);
    }
  }
  return cycles;
}
