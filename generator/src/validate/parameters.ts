import { entriesOf, isRecord, itemsOf } from "../spec/guards.ts";
import { HTTP_METHODS } from "../spec/openapi.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { CheckedObject, Findings } from "./findings.ts";
import { operationName } from "./operations.ts";

/** Checks that operations declare the parameters of their paths, and declare no parameter twice. */
export function checkParameters(findings: Findings): void {
  for (const [path, value] of entriesOf(findings.root.paths)) {
    const item = path.startsWith("x-") ? undefined : findings.follow(value, ["paths", path]);
    if (item !== undefined) checkPathItem(findings, path, item);
  }
}

interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  /** Where the operation or the path item declares it. */
  readonly pointer: Pointer;
}

function checkPathItem(findings: Findings, path: string, item: CheckedObject): void {
  const names = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ""));
  const shared = readParameters(findings, item);
  checkPlaces(findings, path, names, shared);
  for (const method of HTTP_METHODS) {
    const value = item.value[method];
    if (!isRecord(value)) continue;
    const operation = { value, pointer: [...item.pointer, method] };
    const own = readParameters(findings, operation);
    checkPlaces(findings, path, names, own);
    const declared = new Set(
      [...shared, ...own].filter(({ place }) => place === "path").map(({ name }) => name),
    );
    for (const parameter of names) {
      if (declared.has(parameter)) continue;
      const facts = { parameter, operation: operationName(["paths", path, method]) };
      findings.report("undeclared-path-parameter", facts, operation.pointer);
    }
  }
}

function checkPlaces(
  findings: Findings,
  path: string,
  names: ReadonlySet<string>,
  parameters: readonly Parameter[],
): void {
  for (const { name, required, pointer } of parameters.filter(({ place }) => place === "path")) {
    if (!names.has(name)) findings.report("unused-path-parameter", { parameter: name, path }, pointer);
    else if (!required) findings.report("optional-path-parameter", { parameter: name }, pointer);
  }
}

/** The parameters of an operation or a path item. Reports duplicates. */
function readParameters(findings: Findings, { value, pointer }: CheckedObject): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const [index, item] of itemsOf(value.parameters).entries()) {
    const at = [...pointer, "parameters", index];
    const { name, in: place, required } = findings.follow(item, at)?.value ?? {};
    if (typeof name !== "string" || typeof place !== "string") continue;
    const first = parameters.get(`${place} ${name}`);
    if (first !== undefined) {
      const related = [findings.place("first defined here", first.pointer)];
      findings.report("duplicate-parameter", { parameter: name, place }, at, related);
    }
    parameters.set(`${place} ${name}`, { name, place, required: required === true, pointer: at });
  }
  return [...parameters.values()];
}
