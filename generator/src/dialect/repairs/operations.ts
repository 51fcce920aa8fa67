import { nearest } from "../../diagnostics/index.ts";
import { entriesOf, isRecord } from "../../spec/guards.ts";
import { isCallable } from "../../spec/path-item.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";

/** Makes the ids of operations unique, their statuses valid, and their uploads complete. */
export function repairOperations(draft: Draft): void {
  const operations = draft.objects("operation");
  const ids = repairIds(
    draft,
    operations.filter(({ pointer }) => isCallable(pointer)),
  );
  for (const operation of operations) {
    repairResponses(draft, operation);
    completePartialContent(draft, operation);
  }
  for (const operation of operations) repairUpload(draft, operation, ids);
}

/** `GET /v1/orders`, for messages. */
function operationName(pointer: Pointer): string {
  const isAdditional = pointer.at(-2) === "additionalOperations";
  return `${String(pointer.at(-1)).toUpperCase()} ${String(pointer.at(isAdditional ? -3 : -2))}`;
}

/**
 * Removes repeated ids, so that names are derived from the paths. The operation with the shortest path keeps the id, regardless of
 * the order of the document.
 */
function repairIds(draft: Draft, operations: readonly CheckedObject[]): readonly string[] {
  const ids = new Map<string, Pointer>();
  for (const { value, pointer } of operations.toSorted(byPath)) {
    const { operationId } = value;
    const operation = operationName(pointer);
    if (typeof operationId !== "string" || operationId.trim() === "") {
      draft.report("missing-operation-id", { operation, suggestion: suggestId(pointer) }, pointer);
      draft.remove([[...pointer, "operationId"]]);
      continue;
    }
    const first = ids.get(operationId);
    if (first === undefined) {
      ids.set(operationId, pointer);
      continue;
    }
    const place = [...pointer, "operationId"];
    const related = [draft.place("first defined here", [...first, "operationId"])];
    draft.report("duplicate-operation-id", { operationId, operation }, place, related);
    draft.remove([place]);
  }
  return [...ids.keys()];
}

function byPath(left: CheckedObject, right: CheckedObject): number {
  const [one, other] = [left, right].map(({ pointer }) => String(pointer[1]));
  const length = (one?.length ?? 0) - (other?.length ?? 0);
  return length !== 0 ? length : JSON.stringify(left.pointer) < JSON.stringify(right.pointer) ? -1 : 1;
}

function repairResponses(draft: Draft, { value, pointer }: CheckedObject): void {
  const { responses } = value;
  for (const [status] of entriesOf(responses)) {
    if (status.startsWith("x-") || STATUS.test(status)) continue;
    const place = [...pointer, "responses", status];
    const meant = statusMeant(status);
    const isFree = meant !== undefined && isRecord(responses) && !Object.hasOwn(responses, meant);
    draft.report("invalid-status", { status, reading: isFree ? `read as ${meant}` : "ignored" }, place);
    if (isFree) define(responses, meant, responses[status]);
    draft.remove([place]);
  }
  // Webhooks and callbacks need not document their responses.
  if (!isCallable(pointer)) return;
  const statuses = entriesOf(responses).filter(([status]) => !status.startsWith("x-"));
  const facts = { operation: operationName(pointer), result: pointer.at(-1) === "get" ? "unknown" : "void" };
  if (statuses.length === 0) {
    draft.report("missing-responses", facts, pointer);
  } else if (!statuses.some(([status]) => /^[123]|default/.test(status))) {
    draft.report("missing-success", facts, [...pointer, "responses"]);
  }
}

const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/;

/** Gives a 206 without content the content of the 200, of which it sends a part (RFC 9110, section 15.3.7). PostgREST describes it so. */
function completePartialContent(draft: Draft, { value, pointer }: CheckedObject): void {
  const { responses } = value;
  if (!isRecord(responses) || responses["206"] === undefined) return;
  const place = [...pointer, "responses", "206"];
  const partial = draft.follow(responses["206"], place);
  const whole = draft.follow(responses["200"], [...pointer, "responses", "200"]);
  const content = whole?.value.content;
  if (partial === undefined || partial.value.content !== undefined || content === undefined) return;
  draft.report("partial-content", { operation: operationName(pointer) }, place);
  draft.set(place, { ...draft.copyOf(partial.value), content: draft.copyOf(content) });
}

/** `4XX` for `4xx`, `200` for `200 OK`. */
function statusMeant(status: string): string | undefined {
  const upper = status.trim().toUpperCase();
  if (upper === "DEFAULT") return "default";
  return /^[1-5](?:\d\d|XX)(?!\w)/.exec(upper)?.[0];
}

function repairUpload(draft: Draft, { value, pointer }: CheckedObject, callable: readonly string[]): void {
  const upload = value["x-upload"];
  const ready = isRecord(upload) ? upload.ready : undefined;
  const operationId = isRecord(ready) ? ready.operation : undefined;
  if (typeof operationId !== "string" || callable.includes(operationId)) return;
  const facts = { operationId, suggestion: nearest(operationId, callable) };
  draft.report("unknown-operation", facts, [...pointer, "x-upload", "ready", "operation"]);
  draft.remove([[...pointer, "x-upload"]]);
}

/** `getOrdersById` for `GET /v1/orders/{id}`. A version at the start of the path is omitted. */
function suggestId(pointer: Pointer): string {
  const words = String(pointer[1])
    .replace(/^\/v\d+(?=\/)/, "")
    .replace(/\{([^{}]*)\}/g, " by $1 ")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  return `${String(pointer.at(-1)).toLowerCase()}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
}
