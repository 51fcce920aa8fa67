import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { HTTP_METHODS } from "../../spec/openapi.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { CheckedObject, Draft } from "../draft/index.ts";
import { operationName } from "./operations.ts";

/** Checks that operations declare the parameters of their paths, and declare no parameter twice. */
export function checkParameters(draft: Draft): void {
  for (const [path, value] of entriesOf(draft.root.paths)) {
    const item = path.startsWith("x-") ? undefined : draft.follow(value, ["paths", path]);
    if (item !== undefined) checkPathItem(draft, path, item);
  }
}

interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  /** Where the operation or the path item declares it. */
  readonly pointer: Pointer;
}

function checkPathItem(draft: Draft, path: string, item: CheckedObject): void {
  const names = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ""));
  const shared = readParameters(draft, item);
  checkPlaces(draft, path, names, shared);
  for (const method of HTTP_METHODS) {
    const value = item.value[method];
    if (!isRecord(value)) continue;
    const operation = { value, pointer: [...item.pointer, method] };
    const own = readParameters(draft, operation);
    checkPlaces(draft, path, names, own);
    const declared = new Set(
      [...shared, ...own].filter(({ place }) => place === "path").map(({ name }) => name),
    );
    for (const parameter of names) {
      if (declared.has(parameter)) continue;
      const facts = { parameter, operation: operationName(["paths", path, method]) };
      draft.report("undeclared-path-parameter", facts, operation.pointer);
    }
  }
}

function checkPlaces(
  draft: Draft,
  path: string,
  names: ReadonlySet<string>,
  parameters: readonly Parameter[],
): void {
  for (const { name, required, pointer } of parameters.filter(({ place }) => place === "path")) {
    if (!names.has(name)) draft.report("unused-path-parameter", { parameter: name, path }, pointer);
    else if (!required) draft.report("optional-path-parameter", { parameter: name }, pointer);
  }
}

/** The parameters of an operation or a path item. Reports duplicates. */
function readParameters(draft: Draft, { value, pointer }: CheckedObject): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const [index, item] of itemsOf(value.parameters).entries()) {
    const at = [...pointer, "parameters", index];
    const { name, in: place, required } = draft.follow(item, at)?.value ?? {};
    if (typeof name !== "string" || typeof place !== "string") continue;
    const first = parameters.get(`${place} ${name}`);
    if (first !== undefined) {
      const related = [draft.place("first defined here", first.pointer)];
      draft.report("duplicate-parameter", { parameter: name, place }, at, related);
    }
    parameters.set(`${place} ${name}`, { name, place, required: required === true, pointer: at });
  }
  return [...parameters.values()];
}
