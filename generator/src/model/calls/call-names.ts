import { operationHint } from "../../hints/index.ts";
import { type CallName, nameCalls } from "../../names/calls/index.ts";
import { hasName, memberName } from "../../names/words.ts";
import type { ModelContext } from "../context/context.ts";
import { configuredCalls } from "./configured-calls.ts";
import type { FoundOperation } from "./found-operation.ts";
import { namedOperation } from "./named-operation.ts";

/** The name of a call, and who gave it. Of two calls of one name, the one whose name is configured keeps it. */
export interface NamedCall extends CallName {
  readonly by: "configuration" | "hint" | "rules";
}

export interface NamedOperationOfDocument {
  readonly operation: FoundOperation;
  readonly call: NamedCall;
}

/**
 * Names the calls of operations: the configuration overrides the hints in the document, and these the rules. Operations that a hint
 * leaves out are missing in the result unless the configuration names them.
 */
export function nameOperations(
  context: ModelContext,
  operations: readonly FoundOperation[],
): readonly NamedOperationOfDocument[] {
  const { naming, resources = {} } = context.naming;
  const named = operations.map((operation) => namedOperation(context, operation));
  const { names } = nameCalls(named, naming === undefined ? {} : { naming });
  const byRules = new Map(operations.flatMap((operation, index) => pair(operation, names[index])));
  const configured = configuredCalls(resources, byRules);
  context.diagnostics.push(...configured.problems);
  return [...byRules].flatMap(([operation, rules]): readonly NamedOperationOfDocument[] => {
    const own = configured.names.get(operation);
    if (own !== undefined) return [{ operation, call: { ...own, by: "configuration" } }];
    const hint = operationHint(operation.value);
    if (hint.ignoredBy !== undefined) {
      const { method, path, pointer } = operation;
      const facts = { member: hint.ignoredBy, endpoint: `${method.toLowerCase()} ${path}` };
      context.report("ignored-operation", facts, [...pointer, hint.ignoredBy]);
      return [];
    }
    const resource = hint.resource?.filter(hasName).map(memberName) ?? [];
    const method = hint.method === undefined || !hasName(hint.method) ? undefined : memberName(hint.method);
    const call = {
      resource: resource.length === 0 ? rules.resource : resource,
      method: method ?? rules.method,
      by: resource.length === 0 && method === undefined ? ("rules" as const) : ("hint" as const),
    };
    return [{ operation, call }];
  });
}

function pair(
  operation: FoundOperation,
  name: CallName | undefined,
): readonly (readonly [FoundOperation, CallName])[] {
  return name === undefined ? [] : [[operation, name]];
}
