import * as v from "valibot";
import type { PagingRule } from "./sdk-config.ts";

/** A style of pages in a Stainless configuration. */
export const paginationScheme = v.looseObject({
  name: v.optional(v.string(), "pages"),
  type: v.string(),
  request: v.optional(v.record(v.string(), v.unknown()), {}),
  response: v.optional(v.record(v.string(), v.unknown()), {}),
});

type Scheme = v.InferOutput<typeof paginationScheme>;

/** A style in terms of our configuration, or why there is none. */
type ReadScheme = { readonly rule: PagingRule } | { readonly unused: string };

/** The paging of methods: endpoints without pages, and endpoints with pages of a given style or any style (`true`). */
interface PagesOfMethods {
  readonly unpaged: readonly string[];
  readonly paged: ReadonlyMap<string | true, readonly string[]>;
}

/**
 * Translates the styles of pages. A method may name its style; otherwise it has the first one that fits it. What no style fits is not a
 * list, as in the SDK that Stainless made.
 */
export function readPagination(
  schemes: readonly Scheme[],
  { unpaged, paged }: PagesOfMethods,
): { readonly rules: readonly PagingRule[]; readonly unused: readonly string[] } {
  const read = schemes.map((scheme) => ({ name: scheme.name, ...readScheme(scheme) }));
  const styles = read.flatMap((own) => ("rule" in own ? [own] : []));
  const named = styles.flatMap(({ name, rule }) => {
    const own = [...(paged.get(name) ?? []), ...(styles.length === 1 ? (paged.get(true) ?? []) : [])];
    return own.length === 0 ? [] : [{ ...rule, operations: own }];
  });
  return {
    rules: [
      ...(unpaged.length > 0 ? [{ kind: "none" as const, operations: unpaged }] : []),
      ...named,
      ...styles.map(({ rule }) => rule),
      { kind: "none" },
    ],
    unused: read.flatMap((own) => ("unused" in own ? [own.unused] : [])),
  };
}

const KINDS: { readonly [type: string]: PagingRule["kind"] | undefined } = {
  cursor: "cursor",
  cursor_id: "cursor",
  cursor_url: "address",
  offset: "offset",
  page_number: "page",
};

/**
 * Translates a style of pages. `x-stainless-pagination-property` says what a parameter, or a property of the response, is for. It may be below
 * other properties.
 */
function readScheme({ name, type, request, response }: Scheme): ReadScheme {
  const kind = KINDS[type];
  if (kind === undefined) return { unused: `the pagination \`${name}\` of the type \`${type}\`` };
  const parameters = purposesIn(request);
  const values = purposesIn(response);
  if ([...parameters.headers, ...values.headers].length > 0)
    return { unused: `the pagination \`${name}\`, whose values are in headers` };
  const members: readonly (readonly [member: keyof PagingRule, value: string | undefined])[] = [
    ["cursor", parameters.get("next_cursor_param") ?? parameters.get("next_cursor_id_param")],
    ["offset", parameters.get("offset_count_param")],
    ["page", parameters.get("page_number_param")],
    ["items", values.isTopLevelArray ? "" : (values.get("items") ?? onlyArray(response))],
    ["next", values.get("next_cursor_field") ?? values.get("cursor_url_field")],
    ["last", type === "cursor_id" ? (values.get("cursor_item_id") ?? "id") : undefined],
    ["more", values.get("has_next_page")],
    ["total", values.get("offset_total_count_field")],
    ["pages", values.get("total_page_count_field")],
    ["current", values.get("current_page_number_field")],
  ];
  const known = members.filter(([, value]) => value !== undefined);
  return { rule: { kind, ...Object.fromEntries(known) } };
}

/** The roles of the properties of a request or a response. */
class Purposes {
  readonly headers: string[] = [];
  isTopLevelArray = false;
  readonly #names = new Map<string, string>();

  /** The name of the property with a purpose, with dots: `meta.next`. */
  get(purpose: string): string | undefined {
    return this.#names.get(purpose);
  }

  read(schema: unknown, path: readonly string[]): void {
    if (!isObject(schema)) return;
    const extension = schema["x-stainless-pagination-property"];
    if (isObject(extension)) {
      const { purpose, from_header: header, is_top_level_array: isArray } = extension;
      if (typeof header === "string") this.headers.push(header);
      this.isTopLevelArray ||= isArray === true;
      if (typeof purpose === "string") this.#names.set(purpose, path.join("."));
    }
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {}))
      this.read(property, [...path, name]);
    // The path of a property of an item starts at the item.
    this.read(schema.items, []);
  }
}

function purposesIn(properties: Scheme["request"]): Purposes {
  const purposes = new Purposes();
  purposes.read({ properties }, []);
  return purposes;
}

/** The name of the array, if the response has one. */
function onlyArray(response: Scheme["response"]): string | undefined {
  const arrays = Object.entries(response).filter(([, schema]) => isObject(schema) && schema.type === "array");
  return arrays.length === 1 ? arrays[0]?.[0] : undefined;
}

function isObject(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
