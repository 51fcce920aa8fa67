import { isNamedBesideTags, type OperationHint, operationHints } from "../../hints/index.ts";
import {
  type CallName,
  type CallNames,
  type FormerNames,
  isDesignedId,
  nameCalls,
} from "../../names/calls/index.ts";
import { hasName, memberName } from "../../names/words.ts";
import type { ModelContext } from "../context/context.ts";
import { configuredCalls, ignoredOperations } from "./configured-calls.ts";
import { endpointOf, keyOf } from "./endpoints.ts";
import { formerNames, recordedEndpoint } from "./former-names.ts";
import type { FoundOperation } from "./found-operation.ts";
import { namedOperation } from "./named-operation.ts";

/** The name of a call, and its source. If two calls have the same name, a configured one keeps it. */
export interface NamedCall extends CallName {
  readonly by: "configuration" | "hint" | "rules";
  /** True if its operation is new, so that existing names take precedence. */
  readonly isNew: boolean;
}

/** An operation and the name of its call. */
export interface NamedOperation {
  readonly operation: FoundOperation;
  readonly call: NamedCall;
  /** True if a person wrote its `operationId`, rather than a framework. */
  readonly isDesigned: boolean;
}

/** The named operations, and the naming rules. */
export interface NamedOperations extends Pick<CallNames, "choices" | "reason"> {
  readonly operations: readonly NamedOperation[];
  /** The names from the rules, by endpoint, for the record. */
  readonly byRules: ReadonlyMap<string, CallName>;
}

/**
 * Names the calls of operations: the configuration overrides the hints in the document, and hints override the rules. Calls that the rules
 * named before keep their names. Operations that a hint excludes are omitted unless the configuration names them.
 */
export function nameOperations(
  context: ModelContext,
  operations: readonly FoundOperation[],
): NamedOperations {
  const { naming, resources = {}, ignore = [], onlyResources = false, foreign } = context.config;
  const named = operations.map((operation) => namedOperation(context, operation));
  const designed = new Set(
    named.flatMap((each, index) => (isDesignedId(each) ? (operations[index] ?? []) : [])),
  );
  const former = formerCalls(context, operations);
  const besideTags = operations.filter(({ value }) => isNamedBesideTags(value));
  const { names, ...rules } = nameCalls(named, {
    ...(naming !== undefined && { naming }),
    named: besideTags.length / Math.max(operations.length, 1),
    ...(former !== undefined && { former }),
  });
  const byRules = new Map(operations.flatMap((operation, index) => pair(operation, names[index])));
  const known = new Set(operations.filter((_, index) => former?.names[index] !== undefined));
  const configured = configuredCalls(resources, byRules, known, foreign?.file);
  const { ignored, problems } = ignoredOperations(ignore, operations, foreign?.file);
  const unnamed = new Set(foreign?.unnamed.map(keyOf));
  context.diagnostics.push(...configured.problems, ...problems);
  const hintOf = operationHints(context.document.root, (index) =>
    context.report("invalid-name-override", { index }, ["x-speakeasy-name-override", index]),
  );
  const calls = [...byRules].flatMap(([operation, rule]): readonly NamedOperation[] => {
    const own = configured.names.get(operation);
    if (ignored.has(operation)) return [];
    if (own === undefined && onlyResources && !unnamed.has(keyOf(endpointOf(operation)))) {
      context.report("unlisted-operation", { endpoint: endpointOf(operation) }, operation.pointer);
      return [];
    }
    const isNew = !known.has(operation);
    const call =
      own === undefined
        ? hintedCall(context, operation, rule, hintOf(operation.value))
        : { ...own, by: "configuration" as const };
    return call === undefined
      ? []
      : [{ operation, call: { ...call, isNew }, isDesigned: designed.has(operation) }];
  });
  const recorded = [...byRules].map(([operation, name]) => [recordedEndpoint(operation), name] as const);
  return { ...rules, operations: calls, byRules: new Map(recorded) };
}

/** The names that calls keep: none if the configuration changed the source of names. */
function formerCalls(context: ModelContext, operations: readonly FoundOperation[]): FormerNames | undefined {
  const { naming } = context.config;
  const former = formerNames(context.record, operations);
  if (former === undefined || naming === undefined || naming === former.choices.naming) return former;
  context.report("names-discarded", { naming, former: former.choices.naming }, []);
  return undefined;
}

/** The name by the hints in the document and by the rules. `undefined` if a hint excludes the operation. */
function hintedCall(
  context: ModelContext,
  operation: FoundOperation,
  rule: CallName,
  hint: OperationHint,
): Omit<NamedCall, "isNew"> | undefined {
  if (hint.ignoredBy !== undefined) {
    const { pointer } = operation;
    const facts = { member: hint.ignoredBy, endpoint: endpointOf(operation) };
    context.report("ignored-operation", facts, [...pointer, hint.ignoredBy]);
    return undefined;
  }
  const resource = hint.resource?.filter(hasName).map(memberName) ?? [];
  const method = hint.method === undefined || !hasName(hint.method) ? undefined : memberName(hint.method);
  return {
    resource: resource.length === 0 ? rule.resource : resource,
    method: method ?? rule.method,
    by: resource.length === 0 && method === undefined ? "rules" : "hint",
  };
}

function pair(
  operation: FoundOperation,
  name: CallName | undefined,
): readonly (readonly [FoundOperation, CallName])[] {
  return name === undefined ? [] : [[operation, name]];
}
