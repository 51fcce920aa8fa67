import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import type { PagedCall, StreamedCall } from "../api-model/calls.ts";
import type { Property, TypeExpression } from "../api-model/type-model.ts";
import { isReserved, pascalName, singular } from "../names/words.ts";
import type { ResourcePackage, UmbrellaPackage } from "../partition/package-model.ts";
import { holdsBytes, methodPath, sampleArguments } from "../printer/call-text.ts";

/** A package with a client. */
export type ClientPackage = ResourcePackage | UmbrellaPackage;

/** An operation that examples show. */
export interface Shown {
  readonly resource: ResourceModel;
  readonly operation: OperationModel;
}

/** All operations of a package. */
export function callsOf(model: ClientPackage): readonly Shown[] {
  const resources =
    model.kind === "umbrella" ? model.packages.flatMap((own) => own.resources) : model.resources;
  return resources.flatMap(({ resource }) =>
    resource.operations.map((operation) => ({ resource, operation })),
  );
}

/**
 * The operation of the first example: a list with pages, or else another GET, preferably one that returns JSON. Of these, it is the
 * one with the fewest required arguments, named `list` if possible, of a resource that is not in another one, with the most operations.
 */
export function firstShown(model: ClientPackage): Shown | undefined {
  const calls = callsOf(model);
  const simple = calls
    .filter(({ operation: { docs } }) => docs.deprecated === undefined && docs.preview === undefined)
    .toSorted(
      (a, b) =>
        requiredCount(a.operation) - requiredCount(b.operation) ||
        Number(b.operation.method === "list") - Number(a.operation.method === "list") ||
        a.resource.path.length - b.resource.path.length ||
        b.resource.operations.length - a.resource.operations.length,
    );
  const gets = simple.filter(({ operation }) => operation.httpMethod === "GET");
  return (
    simple.find(({ operation }) => operation.call.kind === "paged" && operation.params?.required !== true) ??
    gets.find(({ operation }) => operation.response.kind === "json") ??
    gets[0] ??
    calls[0]
  );
}

function requiredCount({ pathParameters, params }: OperationModel): number {
  return pathParameters.length + (params?.properties ?? []).filter(isRequired).length;
}

/** A list: that of the first example, or else any. */
export function listShown(model: ClientPackage): (Shown & { readonly call: PagedCall }) | undefined {
  const first = firstShown(model);
  const candidates = [...(first === undefined ? [] : [first]), ...callsOf(model)];
  return candidates.flatMap((shown) => {
    const { call } = shown.operation;
    return call.kind === "paged" ? [{ ...shown, call }] : [];
  })[0];
}

/**
 * A call that returns a stream, with arguments that request it. If possible, it requires other parameters, sends no file, and otherwise
 * returns no bytes.
 */
export function streamShown(model: ClientPackage): Shown | undefined {
  const streams = callsOf(model).flatMap(({ resource, operation }) =>
    operation.call.kind === "streamed" ? [{ resource, operation, call: operation.call }] : [],
  );
  const plain = streams.filter(({ operation }) => !hasFile(operation));
  const needing = plain.filter(({ operation }) => operation.params?.properties.some(isRequired));
  const [shown] = [
    ...needing.filter(({ operation }) => operation.response.type.kind !== "binaryResponse"),
    ...needing,
    ...plain,
    ...streams,
  ];
  return shown && { resource: shown.resource, operation: asking(shown.operation, shown.call) };
}

/** The operation with a sample that requests a stream. */
function asking(operation: OperationModel, { choice }: StreamedCall): OperationModel {
  const { params } = operation;
  if (params === undefined) return operation;
  const asked = choice === undefined ? {} : { [choice.parameter]: choice.stream };
  const sample = { ...operation.sample, params: { ...sampleOf(operation, isRequired), ...asked } };
  return { ...operation, params: { ...params, required: params.required || choice !== undefined }, sample };
}

/** A call whose body contains a file, with the file and what else is required. The call requires the file, if there is such a call. */
export function fileShown(model: ClientPackage): Shown | undefined {
  const calls = callsOf(model).filter(
    ({ operation }) =>
      operation.docs.deprecated === undefined && operation.params?.required === true && hasFile(operation),
  );
  const shown =
    calls.find(({ operation }) => operation.params?.properties.some((own) => isFile(own) && own.required)) ??
    calls[0];
  if (shown === undefined) return undefined;
  const { operation, resource } = shown;
  const params = sampleOf(operation, (own) => isRequired(own) || isFile(own));
  return { resource, operation: { ...operation, sample: { ...operation.sample, params } } };
}

function hasFile({ body, params }: OperationModel): boolean {
  const isSent = body?.encoding === "multipart" || body?.encoding === "binary";
  return isSent && (params?.properties ?? []).some(isFile);
}

function isFile({ type }: Property): boolean {
  return holdsBytes(type);
}

function isRequired({ required }: Property): boolean {
  return required;
}

/** The samples of some parameters. */
function sampleOf(
  { sample, params }: OperationModel,
  isGiven: (parameter: Property) => boolean,
): OperationModel["sample"]["params"] {
  const given = new Set(params?.properties.filter(isGiven).map(({ name }) => name));
  return Object.fromEntries(Object.entries(sample.params).filter(([name]) => given.has(name)));
}

/**
 * A call with only the required arguments.
 *
 * @param file The expression for files. Default: a `Blob`.
 */
export function callText(variable: string, { resource, operation }: Shown, file?: string): string {
  const params = operation.params?.required === true ? operation.sample.params : {};
  const given = sampleArguments({ ...operation, sample: { path: tellingPath(operation), params } }, { file });
  return `${methodPath(variable, resource, operation.method)}(${given.join(", ")})`;
}

/** The arguments for the path. A parameter that may be any text is its own name, because `"string"` does not tell what it is. */
function tellingPath({ pathParameters, sample }: OperationModel): OperationModel["sample"]["path"] {
  const names = pathParameters
    .filter(({ type, constraints }) => type.kind === "string" && constraints === undefined)
    .map(({ name }) => name)
    .filter((name) => sample.path[name] === "string");
  return { ...sample.path, ...Object.fromEntries(names.map((name) => [name, name])) };
}

/** The variable for a resource's result: `client` for a `Client`, `order` for the `OrderResponse` of `orders`. */
export function itemName(type: TypeExpression, taken: string, resource: ResourceModel): string {
  if (type.kind !== "reference") return "item";
  const own = singular(resource.name);
  const addition = type.name.startsWith(pascalName(own)) ? type.name.slice(own.length) : "";
  const name = ADDITIONS.has(addition) ? own : type.name.charAt(0).toLowerCase() + type.name.slice(1);
  return isReserved(name) || name === taken || name === "console" ? "item" : name;
}

/** Suffixes that names of types have after the name of the resource. */
const ADDITIONS: ReadonlySet<string> = new Set(
  "Object Model Response Resource Item Data Dto DTO Entity".split(" "),
);
