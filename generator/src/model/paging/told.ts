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

/** A style of pages that the configuration or the document says an operation has. */
export interface ToldPaging {
  readonly hint: PagingHint;
  /** Who says it, for messages. */
  readonly source: string;
  /** Where the document says it. */
  readonly pointer?: ListOperation["pointer"];
  /** Whether it is about this operation. Otherwise it is about all operations that it fits. */
  readonly isExact: boolean;
}

/** What is said about the pages of an operation. The first one that fits counts: the configuration, then the operation's extensions. */
export function toldPagings(context: ModelContext, written: ListOperation): readonly ToldPaging[] {
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
  ).flatMap(({ extension, hint }): readonly ToldPaging[] => {
    const pointer = [...written.pointer, extension];
    if (!("misunderstood" in hint)) return [{ hint, source: `\`${extension}\``, pointer, isExact: true }];
    context.report("unused-member", { name: extension, reason: hint.misunderstood }, pointer);
    return [];
  });
  return [...exact.map(configured(true)), ...own, ...general.map(configured(false))];
}

/** Reports the names in the configuration that are those of no operation. */
export function reportUnknownNames(context: ModelContext, operations: readonly ListOperation[]): void {
  const names = new Set(context.pagination.flatMap((rule) => rule.operations ?? []));
  for (const name of names) {
    const isKnown = operations.some((operation) => matches(name, operation));
    if (!isKnown) context.report("pagination-of-no-operation", { name }, []);
  }
}

/** Whether a rule names the operation, or all. */
function isAbout({ operations }: PagingRule, operation: ListOperation): boolean {
  return operations === undefined || operations.some((name) => matches(name, operation));
}

/** Whether a name is the id of an operation, or its method and path. `*` stands for anything. */
function matches(name: string, { id, value, method, path }: ListOperation): boolean {
  const expression = new RegExp(`^${name.split("*").map(escaped).join(".*")}$`);
  return [id, value.operationId ?? "", `${method} ${path}`].some((own) => expression.test(own));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
