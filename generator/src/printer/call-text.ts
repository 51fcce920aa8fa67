import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import { needsBaseURL } from "../api-model/client-options.ts";
import type { BodyAlternative, ParamsType } from "../api-model/requests.ts";
import type { Property, SampleValue, TypeExpression } from "../api-model/type-model.ts";
import { testedStatuses } from "../api-model/wire-tests.ts";
import { readable } from "../names/letters.ts";
import { isReserved } from "../names/words.ts";
import type { ResourcePackage } from "../partition/package-model.ts";
import { literal, literalKey, objectText, propertyAccess } from "./literals.ts";
import { type NamesInFile, PLAIN_NAMES } from "./type-text.ts";

/** The method and path of an operation, `GET /v1/orders/{id}`. */
export function requestLine({ httpMethod, path }: Pick<OperationModel, "httpMethod" | "path">): string {
  return `${httpMethod} ${path.replaceAll("{+", "{")}`;
}

/** The bodies that callers can choose from. Empty if there is no choice. */
export function bodiesText({ body }: Pick<OperationModel, "body">): readonly string[] {
  if (body?.choice === undefined) return [];
  const { parameter, usual, alternatives } = body.choice;
  const [last = "", ...before] = [
    ...usual.slice(1),
    ...alternatives.flatMap(({ mediaTypes }) => mediaTypes),
  ].toReversed();
  const others = before.length === 0 ? last : `${before.toReversed().join(", ")} or ${last}`;
  return [`The body is ${usual[0]}. Set \`${parameter}\` to send ${others} instead.`];
}

/** True if a package has wire tests: one of its operations can be tested with the mock server. */
export function hasWireTest({ resources }: ResourcePackage): boolean {
  return resources.some(({ resource }) =>
    resource.operations.some((operation) => testedStatuses(operation).length > 0),
  );
}

/** The format of sample arguments. */
export interface SampleStyle {
  /** The indentation of the first line. Default: none. */
  readonly indentation?: string;
  /** The local names of imports and globals. Default: unchanged. */
  readonly names?: NamesInFile;
  /** The type of files. Default: none. */
  readonly fileType?: string | undefined;
  /** The expression for files. Default: a `Blob`. */
  readonly file?: string | undefined;
  /** The expression for the options of the call. Default: none. */
  readonly options?: string;
}

/** The operation as it is called with another body. */
export function withAlternative(
  operation: OperationModel,
  { params, sample }: BodyAlternative,
): OperationModel {
  return { ...operation, params, sample: { ...operation.sample, params: sample } };
}

/**
 * The arguments of a call with sample values: `"in_1", { memo: "Thanks" }`. Parameters that are part of the options are in one
 * object with them.
 */
export function sampleArguments(
  { sample, pathParameters, params }: OperationModel,
  { indentation = "", names = PLAIN_NAMES, fileType, file, options }: SampleStyle = {},
): readonly string[] {
  const path = pathParameters.map(({ name }) => literal(sample.path[name] ?? "value"));
  const last = options === undefined ? [] : [options];
  if (params === undefined) return [...path, ...last];
  const isGiven = Object.keys(sample.params).length > 0 || params.required;
  const object = (others: readonly string[]) =>
    objectText(indentation, (inner) => [
      ...paramEntries(params, sample.params, inner, { names, fileType, file }),
      ...others,
    ]);
  if (params.inOptions) return [...path, ...(isGiven ? [object(last.map((text) => `...${text}`))] : last)];
  if (isGiven) return [...path, object([]), ...last];
  return [...path, ...last.flatMap((text) => ["{}", text])];
}

/**
 * The names of the arguments for path parameters: the names of the parameters if possible. They are unique, and do not shadow
 * names that the method uses.
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
export function methodPath(client: string, { path }: Pick<ResourceModel, "path">, method: string): string {
  return `${client}${[...path, method].map(propertyAccess).join("")}`;
}

/**
 * The variable for a client in examples and tests: the class in camel case, or `importClient` if that would be a reserved word
 * or another name in scope.
 */
export function clientVariable(className: string): string {
  const name = className.charAt(0).toLowerCase() + className.slice(1);
  return name === className || isReserved(name) || OTHER_NAMES.has(name) ? `${name}Client` : name;
}

/** Creates a client, with a base URL if it has no default one. */
export function newClient({ client, api }: Pick<ResourcePackage, "client" | "api">): string {
  return `new ${client}(${needsBaseURL(api) ? '{ baseURL: "https://api.example" }' : ""})`;
}

/** Names that examples in the README and generated tests use for other things. */
const OTHER_NAMES = new Set(
  "afterAll beforeAll call console describe error event item options status test wire".split(" "),
);

/** The name of a parameter as an identifier: `parcel_id` is unchanged, `If-Match` becomes `IfMatch`. */
function identifierOf(name: string): string {
  const words = readable(name).replace(
    /[^\p{ID_Continue}$]+([\p{ID_Continue}$])?/gu,
    (_, letter: string | undefined) => letter?.toUpperCase() ?? "",
  );
  return words === "" ? "value" : words.replace(/^(?![\p{ID_Start}_$])/u, "_");
}

function paramEntries(
  { properties }: ParamsType,
  sample: OperationModel["sample"]["params"],
  indentation: string,
  style: TextStyle,
): readonly string[] {
  const types = new Map(properties.map(({ name, type }: Property) => [name, type]));
  return Object.entries(sample).map(([name, value]) => {
    const text = sampleText(value, types.get(name), indentation, style);
    return text === name ? name : `${literalKey(name)}: ${text}`;
  });
}

type TextStyle = Required<Pick<SampleStyle, "names">> & Pick<SampleStyle, "file" | "fileType">;

/** A sample value as code. A string in place of binary data becomes a `Blob`. */
function sampleText(
  value: SampleValue,
  type: TypeExpression | undefined,
  indentation: string,
  style: TextStyle,
): string {
  if (type?.kind === "array" && Array.isArray(value) && holdsBytes(type)) {
    return `[${value.map((item: SampleValue) => sampleText(item, type.items, indentation, style)).join(", ")}]`;
  }
  if (type?.kind === "map" && isObject(value) && holdsBytes(type.values)) {
    return objectText(indentation, (inner) =>
      Object.entries(value).map(
        ([key, item]) => `${literalKey(key)}: ${sampleText(item, type.values, inner, style)}`,
      ),
    );
  }
  if (typeof value === "string" && type !== undefined && type.kind !== "array" && holdsBytes(type)) {
    if (style.file !== undefined) return style.file;
    const type = style.fileType === undefined ? "" : `, { type: ${literal(style.fileType)} }`;
    return `new ${style.names.globalName("Blob")}([${literal(value)}]${type})`;
  }
  return literal(value, indentation);
}

/** True if the type allows binary data but no string. */
export function holdsBytes(type: TypeExpression): boolean {
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

function isObject(value: SampleValue): value is { readonly [key: string]: SampleValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
