import { entriesOf, itemsOf } from "../../spec/guards.ts";
import { operationsIn } from "../../spec/path-item.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";
import { addScheme, freeScheme } from "./schemes.ts";

/** A declaration of the header parameter `Authorization`, and the operation that has it. */
interface Declaration {
  readonly operation: CheckedObject;
  readonly parameter: Readonly<Record<string, unknown>>;
  /** Its location in the operation or its path. */
  readonly pointer: Pointer;
}

/**
 * Reads the header parameter `Authorization` of operations without `security` as a security scheme: OpenAPI ignores the parameter, so
 * clients could not call these operations.
 */
export function repairAuthorizationParameters(draft: Draft): void {
  if (itemsOf(draft.root.security).length > 0) return;
  const declarations = entriesOf(draft.root.paths).flatMap(([path, value]) => {
    const item = path.startsWith("x-") ? undefined : draft.follow(value, ["paths", path]);
    return item === undefined ? [] : declarationsIn(draft, item);
  });
  const [first] = declarations;
  if (first === undefined) return;
  const isBearer = declarations.some(({ parameter }) => BEARER.test(JSON.stringify(parameter)));
  const scheme = freeScheme(draft, isBearer ? "bearer" : "authorization");
  const definition = isBearer
    ? { type: "http", scheme: "bearer" }
    : { type: "apiKey", in: "header", name: "Authorization" };
  const reading = isBearer ? "a bearer token" : "a key in this header";
  draft.report("authorization-parameter", { count: declarations.length, reading }, first.pointer);
  addScheme(draft, scheme, definition);
  for (const { operation, parameter } of declarations) {
    const needed = { [scheme]: [] };
    define(operation.value, "security", parameter.required === true ? [needed] : [needed, {}]);
  }
  draft.remove(unique(declarations.map(({ pointer }) => pointer)));
}

/** Words that indicate a bearer token: `Bearer <token>`, `The JWT`. */
const BEARER = /\b(bearer|jwt)\b/i;

function declarationsIn(draft: Draft, item: CheckedObject): readonly Declaration[] {
  const shared = parameterIn(draft, item);
  return operationsIn(item.value, item.pointer)
    .filter(({ value }) => value.security === undefined)
    .flatMap((operation) => {
      const own = parameterIn(draft, operation) ?? shared;
      return own === undefined ? [] : [{ operation, ...own }];
    });
}

function parameterIn(
  draft: Draft,
  { value, pointer }: CheckedObject,
): Pick<Declaration, "parameter" | "pointer"> | undefined {
  for (const [index, written] of itemsOf(value.parameters).entries()) {
    const place = [...pointer, "parameters", index];
    const parameter = draft.follow(written, place)?.value;
    if (parameter?.in === "header" && /^authorization$/i.test(String(parameter.name)))
      return { parameter, pointer: place };
  }
  return undefined;
}

function unique(pointers: readonly Pointer[]): readonly Pointer[] {
  return [...new Map(pointers.map((pointer) => [JSON.stringify(pointer), pointer])).values()];
}
