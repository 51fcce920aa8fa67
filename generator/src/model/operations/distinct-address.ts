import type { JsonValue } from "../../api-model/type-model.ts";
import { operationsIn, type Schema } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { merged } from "../samples/merged-schema.ts";
import { isFitting } from "../samples/sample-values.ts";
import { variantsOf } from "../samples/variants.ts";
import { PathTemplates } from "./path-templates.ts";

/** A path parameter with the value of its sample. */
export interface PathValue {
  readonly name: string;
  readonly schema: Located<Schema>;
  readonly value: JsonValue;
}

/**
 * The values of path parameters, changed where this makes the address match fewer other templates of the document with the same
 * method: of `/{kind}/{id}` beside `/orders/{id}`, the kind is not `orders`. Otherwise a server would route it to another operation.
 */
export function distinctValues(
  context: ModelContext,
  { method, path }: { readonly method: string; readonly path: string },
  values: readonly PathValue[],
): readonly JsonValue[] {
  const templates = templatesOf(context).get(method);
  let best = values.map(({ value }) => value);
  if (templates === undefined || best.some((value) => typeof value === "object")) return best;
  const clashes = (chosen: readonly JsonValue[]) =>
    templates.othersMatching(addressOf(path, values, chosen), path);
  let fewest = clashes(best);
  for (const [index, parameter] of values.entries()) {
    if (fewest === 0) break;
    for (const other of alternatives(context, parameter)) {
      const changed = best.with(index, other);
      const count = clashes(changed);
      if (count < fewest) [best, fewest] = [changed, count];
    }
  }
  return best;
}

function addressOf(path: string, values: readonly PathValue[], chosen: readonly JsonValue[]): string {
  return values.reduce(
    (address, { name }, index) =>
      address.replace(`{${name}}`, () => encodeURIComponent(String(chosen[index]))),
    path,
  );
}

/** Other values that the schema allows: those of an enum, or values like the given one. */
function alternatives(context: ModelContext, { schema, value }: PathValue): readonly JsonValue[] {
  const { enum: listed } =
    typeof schema.value === "boolean" ? {} : merged(context, { ...schema, value: schema.value });
  const all = (listed as readonly JsonValue[] | undefined) ?? ["string", "value", ...variantsOf(value)];
  return all.filter((other) => typeof other !== "object" && isFitting(context, schema, other));
}

const KNOWN = new WeakMap<ModelContext, ReadonlyMap<string, PathTemplates>>();

/** The templates of the document, by method. */
function templatesOf(context: ModelContext): ReadonlyMap<string, PathTemplates> {
  const known = KNOWN.get(context);
  if (known !== undefined) return known;
  const templates = new Map<string, PathTemplates>();
  for (const [path, item] of Object.entries(context.document.root.paths ?? {})) {
    if (path.startsWith("x-")) continue;
    for (const { method } of operationsIn(item, [])) {
      const own = templates.get(method) ?? new PathTemplates();
      own.add(path);
      templates.set(method, own);
    }
  }
  KNOWN.set(context, templates);
  return templates;
}
