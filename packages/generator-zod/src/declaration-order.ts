import { mentionedBy, type NamedType } from "@copilot-sdk/generator/kit";

/** Types in an order in which each comes after those that it mentions, except for those that mention each other. */
export function inOrder(types: readonly NamedType[]): readonly NamedType[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const ordered = new Set<NamedType>();
  const entered = new Set<string>();
  for (const root of types) {
    // A stack instead of recursion: chains of types can be long.
    const open = [{ type: root, next: 0, mentioned: mentionedBy(root) }];
    if (entered.has(root.name)) continue;
    entered.add(root.name);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const name = top.mentioned[top.next];
      top.next += 1;
      const type = name === undefined ? undefined : byName.get(name);
      if (name === undefined) {
        ordered.add(top.type);
        open.pop();
      } else if (type !== undefined && !entered.has(name)) {
        entered.add(name);
        open.push({ type, next: 0, mentioned: mentionedBy(type) });
      }
    }
  }
  return [...ordered];
}
