import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import type { PagedCall, StreamedCall } from "../api-model/calls.ts";
import type { TypeExpression } from "../api-model/type-model.ts";
import { isReserved, pascalName, singular } from "../names/words.ts";
import type { ResourcePackage, UmbrellaPackage } from "../partition/package-model.ts";
import { methodPath, sampleArguments } from "../printer/call-text.ts";

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

/** The operation of the first example: the list of the resource with the most operations, or else a GET. */
export function firstShown(model: ClientPackage): Shown | undefined {
  const calls = callsOf(model);
  const simple = calls.filter(
    ({ operation }) => operation.docs.deprecated === undefined && operation.docs.preview === undefined,
  );
  const important = simple.toSorted((a, b) => b.resource.operations.length - a.resource.operations.length);
  return (
    important.find(
      ({ operation }) => operation.call.kind === "paged" && operation.params?.required !== true,
    ) ??
    simple.find(({ operation }) => operation.httpMethod === "GET") ??
    calls[0]
  );
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

/** A call that returns a stream, with arguments that ask for it. */
export function streamShown(model: ClientPackage): Shown | undefined {
  return callsOf(model).flatMap(({ resource, operation }) =>
    operation.call.kind === "streamed" ? [{ resource, operation: asking(operation, operation.call) }] : [],
  )[0];
}

/** The operation with a sample that asks for a stream. */
function asking(operation: OperationModel, { choice }: StreamedCall): OperationModel {
  const { sample, params } = operation;
  if (choice === undefined || params === undefined) return operation;
  return {
    ...operation,
    params: { ...params, required: true },
    sample: { ...sample, params: { ...requiredSample(operation), [choice]: true } },
  };
}

/** A call whose body contains a file. */
export function fileShown(model: ClientPackage): Shown | undefined {
  return callsOf(model).find(
    ({ operation: { params, docs, body } }) =>
      docs.deprecated === undefined &&
      (body?.encoding === "multipart" || body?.encoding === "binary") &&
      params?.required === true &&
      params.properties.some(({ type }) => type.kind === "binary"),
  );
}

/** The samples of the required parameters. */
function requiredSample({ sample, params }: OperationModel): OperationModel["sample"]["params"] {
  const needed = new Set(params?.properties.filter(({ required }) => required).map(({ name }) => name));
  return Object.fromEntries(Object.entries(sample.params).filter(([name]) => needed.has(name)));
}

/** A call with only the required arguments. */
export function callText(variable: string, { resource, operation }: Shown): string {
  const sample = operation.params?.required === true ? operation.sample : { ...operation.sample, params: {} };
  const given = sampleArguments({ ...operation, sample });
  return `${methodPath(variable, resource, operation.method)}(${given.join(", ")})`;
}

/** The variable for what a resource gives: `client` for a `Client`, `order` for the `OrderResponse` of `orders`. */
export function itemName(type: TypeExpression, taken: string, resource: ResourceModel): string {
  if (type.kind !== "reference") return "item";
  const own = singular(resource.name);
  const addition = type.name.startsWith(pascalName(own)) ? type.name.slice(own.length) : "";
  const name = ADDITIONS.has(addition) ? own : type.name.charAt(0).toLowerCase() + type.name.slice(1);
  return isReserved(name) || name === taken || name === "console" ? "item" : name;
}

/** What names of types have after the name of a thing. */
const ADDITIONS: ReadonlySet<string> = new Set(
  "Object Model Response Resource Item Data Dto DTO Entity".split(" "),
);
