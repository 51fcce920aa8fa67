/**
 * The nodes that lead to each other, for each node that leads back to itself, by Tarjan's algorithm without recursion.
 *
 * @param targets The nodes that each node leads to.
 */
export function circlesOf(
  targets: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const circles = new Map<string, ReadonlySet<string>>();
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const enter = (name: string) => {
    index.set(name, index.size);
    lowest.set(name, index.size - 1);
    path.push(name);
    onPath.add(name);
    return { name, rest: [...(targets.get(name) ?? [])] };
  };
  const lower = (name: string, value: number) => lowest.set(name, Math.min(lowest.get(name) ?? value, value));
  for (const root of targets.keys()) {
    const open = index.has(root) ? [] : [enter(root)];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next !== undefined) {
        if (!index.has(next)) open.push(enter(next));
        else if (onPath.has(next)) lower(top.name, index.get(next) ?? 0);
        continue;
      }
      open.pop();
      const own = lowest.get(top.name) ?? 0;
      const parent = open.at(-1);
      if (parent !== undefined) lower(parent.name, own);
      if (own !== index.get(top.name)) continue;
      // The node is near the end, so the path is searched from there.
      const circle = new Set(path.splice(path.lastIndexOf(top.name)));
      for (const name of circle) onPath.delete(name);
      const isCircle = circle.size > 1 || targets.get(top.name)?.includes(top.name);
      if (isCircle) for (const name of circle) circles.set(name, circle);
    }
  }
  return circles;
}
