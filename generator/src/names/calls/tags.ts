import { memberName, withoutResource } from "../words.ts";
import type { CallName, NamedOperation } from "./call-names.ts";

/** The tag is the resource, and the operation id without its words the method. */
export function namesFromTags(operations: readonly NamedOperation[]): readonly CallName[] {
  const parts = operations.map((operation) => {
    const tag = operation.tags[0] ?? "default";
    const id = memberName(operation.operationId ?? `${operation.method.toLowerCase()} ${operation.path}`);
    return { id, resource: memberName(tag), short: withoutResource(id, tag) };
  });
  const counts = new Map<string, number>();
  const key = ({ resource, short }: (typeof parts)[number]) => `${resource}.${short}`;
  for (const part of parts) counts.set(key(part), (counts.get(key(part)) ?? 0) + 1);
  return parts.map((part) => ({
    resource: [part.resource],
    method: counts.get(key(part)) === 1 ? part.short : part.id,
  }));
}
