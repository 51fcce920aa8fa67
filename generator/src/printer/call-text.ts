import type { OperationModel, ParamsType } from "../model/api-model.ts";
import type { ResourcePackage } from "../model/package-model.ts";
import type { JsonValue, Property, TypeExpression } from "../model/type-model.ts";
import { isReserved } from "../model/words.ts";
import { literal, literalKey, objectText, propertyAccess } from "./literals.ts";
import { type NamesInFile, PLAIN_NAMES } from "./type-text.ts";

/** An operation's method and path as people write them: `GET /v1/orders/{id}`. */
export function requestLine({ httpMethod, path }: Pick<OperationModel, "httpMethod" | "path">): string {
  return `${httpMethod} ${path.replaceAll("{+", "{")}`;
}

/** The statuses that a test can ask the mock server for: the documented ones that end a call. */
export function testedStatuses({ statuses }: OperationModel): readonly number[] {
  return statuses.filter((status) => ![1, 3].includes(Math.floor(status / 100)));
}

/** Whether a package has an operation that the mock server can test. */
export function hasWireTest({ resources }: ResourcePackage): boolean {
  return resources.some(({ resource }) =>
    resource.operations.some((operation) => testedStatuses(operation).length > 0),
  );
}

/** How sample arguments are written. */
export interface SampleStyle {
  /** The indentation of the line that the call begins on. Default: none. */
  readonly indentation?: string;
  /** What names are called in the file. Default: as they are. */
  readonly names?: NamesInFile;
  /** The expression for the options of the call. Default: the call has none. */
  readonly options?: string;
}

/**
 * The arguments of a call with an operation's sample values: `"in_1", { memo: "Thanks" }`. Parameters that are among the
 * options are in one object with them.
 */
export function sampleArguments(
  { sample, pathParameters, params }: OperationModel,
  { indentation = "", names = PLAIN_NAMES, options }: SampleStyle = {},
): readonly string[] {
  const path = pathParameters.map(({ name }) => literal(sample.path[name] ?? "value"));
  const last = options === undefined ? [] : [options];
  if (params === undefined) return [...path, ...last];
  const isGiven = Object.keys(sample.params).length > 0 || params.required;
  const object = (others: readonly string[]) =>
    objectText(indentation, (inner) => [...paramEntries(params, sample.params, inner, names), ...others]);
  if (params.inOptions) return [...path, ...(isGiven ? [object(last.map((text) => `...${text}`))] : last)];
  if (isGiven) return [...path, object([]), ...last];
  return [...path, ...last.flatMap((text) => ["{}", text])];
}

/**
 * What a method calls the parameters of its path: their own names where these can be. No two are the same, and none
 * hides what the method's body uses.
 */
export function argumentNames({ id, pathParameters }: OperationModel): readonly string[] {
  const taken = new Set([id, "params", "options", "content"]);
  return pathParameters.map(({ name }) => {
    let argument = identifierOf(name);
    while (taken.has(argument) || isReserved(argument)) argument += "_";
    taken.add(argument);
    return argument;
  });
}

/** A method on a client: `sales.orders.list`. */
export function methodPath(client: string, resource: string, method: string): string {
  return `${client}${propertyAccess(resource)}${propertyAccess(method)}`;
}

/**
 * What a client is called in examples and tests: its class in lower case, or `importClient` where that would be a
 * keyword or like something beside it.
 */
export function clientVariable(className: string): string {
  const name = className.charAt(0).toLowerCase() + className.slice(1);
  return name === className || isReserved(name) || NAMES_BESIDE.has(name) ? `${name}Client` : name;
}

/** What the README's programs and the generated test call other things. */
const NAMES_BESIDE = new Set(
  "afterAll beforeAll call console describe error event item options status test wire".split(" "),
);

/** A parameter of any name as an identifier: `parcel_id` stays, `If-Match` is `IfMatch`. */
function identifierOf(name: string): string {
  const words = name.replace(
    /[^\p{L}\p{Nd}_$]+([\p{L}\p{Nd}_$])?/gu,
    (_, letter: string | undefined) => letter?.toUpperCase() ?? "",
  );
  return words.replace(/^(\p{Nd})/u, "_$1") || "value";
}

function paramEntries(
  { properties }: ParamsType,
  sample: OperationModel["sample"]["params"],
  indentation: string,
  names: NamesInFile,
): readonly string[] {
  const types = new Map(properties.map(({ name, type }: Property) => [name, type]));
  return Object.entries(sample).map(
    ([name, value]) => `${literalKey(name)}: ${sampleText(value, types.get(name), indentation, names)}`,
  );
}

/** A value as the type wants it: text for bytes is a Blob. */
function sampleText(
  value: JsonValue,
  type: TypeExpression | undefined,
  indentation: string,
  names: NamesInFile,
): string {
  if (type?.kind === "array" && Array.isArray(value) && holdsBytes(type)) {
    return `[${value.map((item: JsonValue) => sampleText(item, type.items, indentation, names)).join(", ")}]`;
  }
  if (typeof value === "string" && type !== undefined && type.kind !== "array" && holdsBytes(type)) {
    return `new ${names.globalName("Blob")}([${literal(value)}])`;
  }
  return literal(value, indentation);
}

/** Whether bytes are the only text that the type admits. */
function holdsBytes(type: TypeExpression): boolean {
  switch (type.kind) {
    case "binary":
      return true;
    case "array":
      return holdsBytes(type.items);
    case "union":
      return type.members.some(holdsBytes) && !type.members.some((member) => member.kind === "string");
    default:
      return false;
  }
}
