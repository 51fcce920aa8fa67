import type { CallModel } from "../../api-model/calls.ts";
import { pagingText } from "../../api-model/paging.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import { type CommonPaging, commonPaging } from "../paging/common.ts";
import { completePaging } from "../paging/complete.ts";
import { declaredPagings } from "../paging/declared.ts";
import { type FoundPaging, guessPaging } from "../paging/guess.ts";
import { canBeRead, hiddenProperties } from "../paging/limits.ts";
import { type CallParts, type ListShape, listShape } from "../paging/list-shape.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/**
 * The call of an operation without a stream. It is a list if the configuration or the document declares it, or if the shape of its
 * request and response reveals its paging style. In a document with `x-pagination`, nothing is guessed.
 */
export function buildCall(
  context: ModelContext,
  types: TypeBuilder,
  written: WrittenOperation,
  parts: CallParts,
): CallModel {
  const shape = listShape(types, parts);
  for (const declared of declaredPagings(context, written)) {
    if (declared.hint.kind === "none") return SINGLE;
    const found = completePaging(shape, declared.hint);
    if (!("problem" in found))
      return declaredCall(context, written, shape, parts, { ...found, source: "operation" });
    if (!declared.isExact) continue;
    const facts = { source: declared.source, problem: found.problem };
    context.report("pagination-does-not-fit", facts, declared.pointer ?? written.pointer);
    return SINGLE;
  }
  const { "x-pagination": common } = context.document.root;
  if (common !== undefined) {
    const found = commonPaging(common, written.method, shape);
    return found === undefined ? SINGLE : declaredCall(context, written, shape, parts, found);
  }
  return guessedCall(context, written, shape, parts);
}

const SINGLE: CallModel = { kind: "single" };

/** A list with a declared style. Response properties that its pages hide are reported. */
function declaredCall(
  context: ModelContext,
  written: WrittenOperation,
  shape: ListShape,
  parts: CallParts,
  found: CommonPaging,
): CallModel {
  const { lost, answered } = hiddenProperties(shape, found.paging);
  for (const name of lost) {
    context.report("property-hidden-by-page", { operation: written.id, name }, written.pointer);
  }
  reportAnswered(context, written, answered);
  return paged(found, parts, found.source);
}

function reportAnswered(context: ModelContext, written: WrittenOperation, names: readonly string[]): void {
  for (const name of names) {
    context.report("property-is-page-method", { operation: written.id, name }, written.pointer);
  }
}

function guessedCall(
  context: ModelContext,
  written: WrittenOperation,
  shape: ListShape,
  parts: CallParts,
): CallModel {
  const found = canBeRead(written) ? guessPaging(shape) : undefined;
  if (found === undefined) return SINGLE;
  const { lost, answered } = hiddenProperties(shape, found.paging);
  if (lost.length > 0) return SINGLE;
  reportAnswered(context, written, answered);
  const facts = { operation: written.id, style: pagingText(found.paging) };
  context.report("guessed-pagination", facts, written.pointer);
  return paged(found, parts, "guess");
}

function paged(
  { paging, items }: FoundPaging,
  { response }: CallParts,
  source: "api" | "operation" | "guess",
): CallModel {
  const body = paging.items.length === 0 ? {} : { body: response.type };
  const optional = items.mayBeOmitted && source !== "api" ? { hasOptionalItems: true as const } : {};
  return { kind: "paged", item: items.item, ...body, paging, ...optional, source };
}
