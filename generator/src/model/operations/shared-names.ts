import { pascalName } from "../../names/words.ts";
import type { Pointer } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";

/**
 * The name of a parameter, body or response that several operations may share: that of its component, or of its path for a parameter
 * of a path. An operation that is added does not change it. `undefined` for a part of one operation.
 */
export function sharedName(context: ModelContext, pointer: Pointer): string | undefined {
  const [section, kind, ...rest] = context.document.origin(pointer);
  const [path = kind, ...inPath] = section === "components" ? rest : [kind, ...rest];
  const isComponent = section === "components" && inPath.length === 0;
  const isOfPath = inPath.length === 2 && inPath[0] === "parameters";
  return isComponent || isOfPath ? pascalName(String(path).replaceAll(/[{}]/g, " ")) : undefined;
}

/** A name that ends with one of the suffixes, the first one by default. */
export function withSuffix(name: string, suffix: string, ...others: readonly string[]): string {
  return [suffix, ...others].some((each) => name.endsWith(each)) ? name : `${name}${suffix}`;
}
