import { isRecord, itemsOf } from "../../spec/guards.ts";
import type { ParameterObject } from "../../spec/openapi.ts";
import type { QueryFormatExtension } from "../../spec/openapi-extensions.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type Draft, define } from "../draft/index.ts";

/**
 * Gives query parameters without `style` and `explode` the format that `x-query-format` states for arrays and objects. Parameters that
 * also accept another kind of value keep the default, since no style of OpenAPI writes `id[]=1` for an array and `id=1` for a string.
 */
export function applyQueryFormat(draft: Draft): void {
  const { "x-query-format": format } = draft.document.root;
  if (format === undefined) return;
  for (const { value, pointer } of draft.objects("parameter")) {
    if (value.in !== "query" || value.style !== undefined || value.explode !== undefined) continue;
    const kinds = kindsOf(draft, value.schema, [...pointer, "schema"]);
    if (kinds.size > 1 && kinds.has("array") && format.arrays === "brackets") {
      const reason = `\`${value.name}\` may also be a value without brackets`;
      draft.report("unused-member", { name: "x-query-format", reason }, pointer);
    }
    for (const [member, own] of Object.entries(membersFor(kinds, format, String(value.name)))) {
      define(value, member, own);
      draft.changedValue();
    }
  }
}

/** The members of a parameter that state its format. */
function membersFor(
  kinds: ReadonlySet<Kind>,
  { arrays, objects }: QueryFormatExtension,
  name: string,
): Pick<ParameterObject, "style" | "explode"> | { readonly name?: string } {
  if (kinds.has("array") && arrays === "comma") return { explode: false };
  if (kinds.size > 1) return {};
  if (kinds.has("array") && arrays === "brackets") return { name: name.endsWith("[]") ? name : `${name}[]` };
  if (kinds.has("object") && objects === "brackets") return { style: "deepObject", explode: true };
  return {};
}

type Kind = "array" | "object" | "single";

/** The kinds of values that a schema allows, except `null`. */
function kindsOf(draft: Draft, schema: unknown, pointer: Pointer): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  const seen = new Set<unknown>();
  const open = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const own = draft.follow(next, pointer)?.value;
    if (own === undefined || seen.has(own)) continue;
    seen.add(own);
    for (const type of [own.type ?? impliedType(own)].flat()) {
      if (type !== "null" && type !== undefined)
        kinds.add(type === "array" || type === "object" ? type : "single");
    }
    open.push(...itemsOf(own.allOf), ...itemsOf(own.oneOf), ...itemsOf(own.anyOf));
  }
  return kinds;
}

function impliedType(schema: Readonly<Record<string, unknown>>): Kind | undefined {
  if (schema.items !== undefined) return "array";
  return isRecord(schema.properties) ? "object" : undefined;
}
