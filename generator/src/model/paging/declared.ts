import type { PagingRule } from "../../config/index.ts";
import { type PagingHint, pagingHints } from "../../hints/index.ts";
import type { OperationObject, ParameterObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";

/** An operation of the document. */
export interface ListOperation extends Located<OperationObject> {
  readonly id: string;
  /** The HTTP method as it is sent. */
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Located<ParameterObject>[];
}

/** A pagination style that the configuration or the document declares. */
export interface DeclaredPaging {
  readonly hint: PagingHint;
  /** The member that declares it, for messages. */
  readonly source: string;
  /** Its location in the document. */
  readonly pointer?: ListOperation["pointer"];
  /** True if it applies to this operation only. Otherwise it applies to all operations that it fits. */
  readonly isExact: boolean;
}

/** The styles declared for an operation. The first one that fits counts: the configuration, then the operation's extensions. */
export function declaredPagings(context: ModelContext, written: ListOperation): readonly DeclaredPaging[] {
  const rules = context.pagination.filter((rule) => isAbout(rule, written));
  const exact = rules.filter(({ operations }) => operations !== undefined);
  const general = rules.filter(({ operations }) => operations === undefined);
  const configured = (isExact: boolean) => (hint: PagingRule) => ({
    hint,
    source: "`pagination` in the configuration",
    isExact,
  });
  const own = pagingHints(
    context.document.root,
    written.value,
    written.parameters.map(({ value }) => value),
  ).flatMap(({ extension, hint }): readonly DeclaredPaging[] => {
    const pointer = [...written.pointer, extension];
    if (!("misunderstood" in hint)) return [{ hint, source: `\`${extension}\``, pointer, isExact: true }];
    context.report("unused-member", { name: extension, reason: hint.misunderstood }, pointer);
    return [];
  });
  return [...exact.map(configured(true)), ...own, ...general.map(configured(false))];
}

/** Reports names in the configuration that match no operation. */
export function reportUnknownNames(context: ModelContext, operations: readonly ListOperation[]): void {
  const names = new Set(context.pagination.flatMap((rule) => rule.operations ?? []));
  for (const name of names) {
    const isKnown = operations.some((operation) => matches(name, operation));
    if (!isKnown) context.report("pagination-of-no-operation", { name }, []);
  }
}

/** True if a rule names the operation, or all. */
function isAbout({ operations }: PagingRule, operation: ListOperation): boolean {
  return operations === undefined || operations.some((name) => matches(name, operation));
}

/** True if a name is the id of an operation, or its method and path. `*` matches anything. */
function matches(name: string, { id, value, method, path }: ListOperation): boolean {
  const expression = new RegExp(`^${name.split("*").map(escaped).join(".*")}$`);
  return [id, value.operationId ?? "", `${method} ${path}`].some((own) => expression.test(own));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
