import { camelName, pascalName } from "../../names/words.ts";
import type { Pointer } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";

/**
 * The beginning of the names of inline types in a part of an operation: the operation, or the component or path that defines the part
 * for several operations. This keeps a name stable when another operation also uses the part.
 */
export function ownerName(context: ModelContext, part: Pointer, operation: string): string {
  const [member, name, within] = context.document.origin(part);
  if (member === "components" && typeof within === "string") return pascalName(within);
  if (member === "paths" && within === "parameters") return pascalName(String(name).replaceAll(/[{}]/g, " "));
  return pascalName(operation);
}

/** The name of an inline type of a parameter. A parameter that is a component has the name of the component. */
export function parameterTypeName(
  context: ModelContext,
  { name, pointer }: { readonly name: string; readonly pointer: Pointer },
  operation: string,
): string {
  const owner = ownerName(context, pointer, operation);
  const [member, , within] = context.document.origin(pointer);
  if (member === "components") return context.isClaimed("type", owner) ? `${owner}Parameter` : owner;
  const own = pascalName(camelName(name));
  return within === "parameters" ? withSuffix(owner, own) : `${owner}${own}`;
}

/** A name that ends with one of the suffixes, the first one by default. */
export function withSuffix(name: string, suffix: string, ...others: readonly string[]): string {
  return [suffix, ...others].some((each) => name.endsWith(each)) ? name : `${name}${suffix}`;
}
