import { nearest } from "../../diagnostics/index.ts";
import { entriesOf, isRecord } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { CheckedObject, Draft } from "../draft/index.ts";

/** Checks that operations have unique ids and define responses, and that uploads use existing operations. */
export function checkOperations(draft: Draft): void {
  const ids = new Map<string, Pointer>();
  for (const operation of draft.objects("operation")) {
    checkId(draft, operation, ids);
    if (operation.pointer[0] === "paths") checkResponses(draft, operation);
  }
  const callable = [...ids].filter(([, pointer]) => isCallable(pointer)).map(([id]) => id);
  for (const operation of draft.objects("operation")) checkUpload(draft, operation, callable);
}

/** `GET /v1/orders`, for messages. */
export function operationName(pointer: Pointer): string {
  return `${String(pointer.at(-1)).toUpperCase()} ${String(pointer.at(-2))}`;
}

function checkId(draft: Draft, { value, pointer }: CheckedObject, ids: Map<string, Pointer>): void {
  const { operationId } = value;
  if (operationId === undefined || operationId === "") {
    if (pointer[0] !== "paths" || pointer.length !== 3) return;
    const facts = { operation: operationName(pointer), suggestion: suggestId(pointer) };
    draft.report("missing-operation-id", facts, pointer);
    return;
  }
  if (typeof operationId !== "string") return;
  const first = ids.get(operationId);
  if (first === undefined) {
    ids.set(operationId, pointer);
    return;
  }
  draft.report(
    "duplicate-operation-id",
    { operationId },
    [...pointer, "operationId"],
    [draft.place("first defined here", [...first, "operationId"])],
  );
}

function checkResponses(draft: Draft, { value, pointer }: CheckedObject): void {
  const { responses } = value;
  if (responses !== undefined && !isRecord(responses)) return;
  const statuses = entriesOf(responses).filter(([status]) => !status.startsWith("x-"));
  if (statuses.length === 0) {
    draft.report("missing-responses", { operation: operationName(pointer) }, pointer);
    return;
  }
  for (const [status] of statuses) {
    if (/^(?:[1-5](?:\d\d|XX)|default)$/.test(status)) continue;
    draft.report("invalid-status", { status }, [...pointer, "responses", status]);
  }
  if (!statuses.some(([status]) => /^[123]|default/.test(status))) {
    draft.report("missing-success", { operation: operationName(pointer) }, [...pointer, "responses"]);
  }
}

/** Whether clients call the operation. The API calls those of webhooks and callbacks. */
function isCallable(pointer: Pointer): boolean {
  return pointer[0] !== "webhooks" && !pointer.includes("callbacks");
}

function checkUpload(draft: Draft, { value, pointer }: CheckedObject, callable: readonly string[]): void {
  const upload = value["x-upload"];
  const ready = isRecord(upload) ? upload.ready : undefined;
  const operationId = isRecord(ready) ? ready.operation : undefined;
  if (typeof operationId !== "string" || callable.includes(operationId)) return;
  const facts = { operationId, suggestion: nearest(operationId, callable) };
  draft.report("unknown-operation", facts, [...pointer, "x-upload", "ready", "operation"]);
}

/** `getOrdersById` for `GET /v1/orders/{id}`. A version at the start of the path is left out. */
function suggestId(pointer: Pointer): string {
  const words = String(pointer[1])
    .replace(/^\/v\d+(?=\/)/, "")
    .replace(/\{([^{}]*)\}/g, " by $1 ")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  return `${pointer[2]}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
}
