import {
  type ApiModel,
  credentialOptions,
  type Documentation,
  mentionedBy,
  type OperationModel,
  onlyKey,
  type PackageModel,
  type Property,
  type ResourceModel,
  type ResourcePackage,
  reachableFrom,
  type TypeExpression,
  type UmbrellaPackage,
  type Upload,
  uploadOf,
  variableOf,
} from "@copilot-sdk/generator/kit";
import type {
  Catalogue,
  CatalogueCall,
  CatalogueResource,
  CatalogueResult,
  Effect,
} from "@copilot-sdk/mcp-server";
import { namedSchema, objectSchema, schemaOf } from "./json-schema.ts";

/** The effect of calls whose HTTP method does not show it. */
export interface CallEffects {
  /** Calls that only read although they are not GET or HEAD, such as `reports.query`. Default: none. */
  readonly reads?: readonly string[];
  /** Calls that delete something although they are not DELETE, such as `invoices.void`. Default: none. */
  readonly deletes?: readonly string[];
}

/** A package with a client. */
export type ClientPackage = ResourcePackage | UmbrellaPackage;

/** The package whose client has all calls, or else all packages with clients. */
export function clientPackages(packages: readonly PackageModel[]): readonly ClientPackage[] {
  const umbrella = packages.filter((pack) => pack.kind === "umbrella");
  return umbrella.length > 0 ? umbrella : packages.filter((pack) => pack.kind === "resources");
}

/** The calls of packages as data. */
export function catalogueOf(clients: readonly ClientPackage[], effects: CallEffects): Catalogue {
  const [first] = clients;
  if (first === undefined) throw new TypeError("there is no client");
  const { api, apiName, environment } = first;
  const own = clients.map((pack) => resourcesOf(pack));
  const calls = own.flatMap((resources, index) =>
    resources.flatMap((resource) => callsOf(resource, { index, effects })),
  );
  const operations = own.flatMap((resources) => resources.flatMap((resource) => resource.operations));
  const used = usedTypes(api, operations);
  return {
    title: apiName,
    ...(api.description !== undefined && { description: api.description }),
    secrets: secretVariables(api, environment),
    resources: own.flatMap((resources) => resources.map(resourceEntry)),
    calls,
    types: Object.fromEntries(
      api.types.filter(({ name }) => used.has(name)).map((type) => [type.name, namedSchema(type)]),
    ),
  };
}

/** The names of all calls: `chat.completions.create`. */
export function namesOfCalls(resources: readonly ResourceModel[]): readonly string[] {
  return resources.flatMap((resource) => [
    ...callsOf(resource, { index: 0, effects: {} }).map(({ name }) => name),
    ...namesOfCalls(resource.resources),
  ]);
}

function resourcesOf(pack: ClientPackage): readonly ResourceModel[] {
  const packages = pack.kind === "umbrella" ? pack.packages : [pack];
  return packages.flatMap(({ resources }) => resources.map(({ resource }) => resource));
}

function resourceEntry({ path, docs }: ResourceModel): CatalogueResource {
  const summary = docs.summary ?? docs.description;
  return { name: path.join("."), ...(summary !== undefined && { summary }) };
}

/** The environment variables with credentials. */
function secretVariables(api: ApiModel, environment: string): readonly string[] {
  return onlyKey(api) === undefined
    ? credentialOptions(api).map((option) => variableOf(option, environment))
    : [`${environment}_API_KEY`];
}

/** The input for the calls of a resource, besides the resource. */
interface CallSettings {
  /** The position of the client. */
  readonly index: number;
  readonly effects: CallEffects;
}

function callsOf({ path, operations }: ResourceModel, settings: CallSettings): readonly CatalogueCall[] {
  return operations.flatMap((operation) => {
    const nameOf = (method: string) => [...path, method].join(".");
    const call = {
      ...callOf(nameOf(operation.method), operation, settings.effects),
      ...position(settings.index),
    };
    const upload = uploadOf(operation);
    if (upload === undefined) return [call];
    const whole = uploadCall(nameOf(upload.method), operation, upload);
    return [call, { ...whole, ...position(settings.index) }];
  });
}

function position(index: number): { readonly client?: number } {
  return index === 0 ? {} : { client: index };
}

function callOf(name: string, operation: OperationModel, effects: CallEffects): CatalogueCall {
  const { httpMethod, path, docs, pathParameters, params, errors, sample, call } = operation;
  const choice = call.kind === "streamed" ? call.choice?.parameter : undefined;
  const rest = (params?.properties ?? []).filter(
    (property) => property.name !== choice && !pathParameters.some((own) => own.name === property.name),
  );
  const given = Object.entries({ ...sample.params, ...sample.path }).filter(([key]) => key !== choice);
  // Where the sample has it, a call that lacks it is invalid or returns a stream.
  const fixed = Object.entries(sample.params).filter(([key]) => key === choice);
  const properties = [...pathParameters.map((own) => ({ ...own, required: true })), ...rest];
  return {
    name,
    http: `${httpMethod} ${path}`,
    effect: effectOf(name, httpMethod, effects),
    ...aboutCall(docs),
    arguments: pathParameters.map((own) => own.name),
    ...(params !== undefined && {
      params: params.inOptions ? "options" : params.required ? "required" : "optional",
    }),
    ...(fixed.length > 0 && { fixed: Object.fromEntries(fixed) }),
    input: objectSchema(properties),
    result: resultOf(operation),
    ...(errors.length > 0 && {
      errors: Object.fromEntries(errors.map(({ status, type }) => [status, schemaOf(type)])),
    }),
    ...(given.length > 0 && { example: exampleOf(given, properties) }),
  };
}

/** The call that creates something, sends its content, and waits until it is there. */
function uploadCall(
  name: string,
  { httpMethod, path, response, errors }: OperationModel,
  { docs, params }: Upload,
): CatalogueCall {
  const properties = params?.properties ?? [];
  const content = properties.some((property) => property.name === "content") ? "fileContent" : "content";
  const { properties: own, required = [], ...input } = objectSchema(properties);
  const file = { type: "object", format: "binary", description: CONTENT };
  return {
    name,
    http: `${httpMethod} ${path}, then the content`,
    effect: "write",
    ...aboutCall(docs),
    arguments: [],
    ...(params !== undefined && { params: "required" }),
    content,
    input: { ...input, properties: { ...own, [content]: file }, required: [...required, content] },
    result: { kind: "value", schema: schemaOf(response.type) },
    ...(errors.length > 0 && {
      errors: Object.fromEntries(errors.map(({ status, type }) => [status, schemaOf(type)])),
    }),
  };
}

const CONTENT = "The content: `{ text }` or `{ base64 }`, of at most 5 MiB.";

/** By the HTTP method, unless the options say otherwise. */
function effectOf(name: string, httpMethod: string, { reads = [], deletes = [] }: CallEffects): Effect {
  if (deletes.includes(name)) return "delete";
  if (reads.includes(name)) return "read";
  if (["GET", "HEAD", "OPTIONS"].includes(httpMethod)) return "read";
  return httpMethod === "DELETE" ? "delete" : "write";
}

function aboutCall({ summary, description, deprecated, preview }: Documentation) {
  const notes = preview === undefined ? [] : [preview === true ? "It may still change." : preview];
  const text = [summary === undefined ? undefined : description, ...notes]
    .filter((part) => part !== undefined)
    .join("\n\n");
  const first = summary ?? description;
  return {
    ...(first !== undefined && { summary: first }),
    ...(text !== "" && { description: text }),
    ...(deprecated !== undefined && { deprecated }),
  };
}

function resultOf({ response, call }: OperationModel): CatalogueResult {
  if (call.kind === "paged") return { kind: "list", schema: schemaOf(call.item) };
  if (call.kind === "streamed" && call.choice === undefined)
    return { kind: "stream", schema: schemaOf(call.item) };
  if (response.type.kind === "binaryResponse") return { kind: "binary" };
  const isEmpty = ["void", "undefined", "never"].includes(response.type.kind);
  return isEmpty ? { kind: "nothing" } : { kind: "value", schema: schemaOf(response.type) };
}

/** The sample of an operation as JSON. */
function exampleOf(
  given: readonly (readonly [string, unknown])[],
  properties: readonly Property[],
): { readonly [name: string]: unknown } {
  const entries = given.map(([name, value]) => {
    const type = properties.find((own) => own.name === name)?.type;
    return [name, withDigits(type === undefined ? value : withFiles(value, type))] as const;
  });
  return Object.fromEntries(entries);
}

/** A value whose texts that stand for files are files as assistants write them. */
function withFiles(value: unknown, type: TypeExpression): unknown {
  switch (type.kind) {
    case "binary":
      return value === null ? value : { text: "Hello" };
    case "array":
      return Array.isArray(value) ? value.map((item) => withFiles(item, type.items)) : value;
    case "union":
      return type.members.some(({ kind }) => kind === "string")
        ? value
        : type.members.reduce((sum, member) => withFiles(sum, member), value);
    default:
      return value;
  }
}

/** A value whose 64-bit integers are digits. */
function withDigits(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(withDigits);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDigits(item)]));
}

/** The names of the types that operations mention, directly or through other types. */
function usedTypes(api: ApiModel, operations: readonly OperationModel[]): ReadonlySet<string> {
  const mentioned = new Map(api.types.map((type) => [type.name, mentionedBy(type)]));
  const roots = operations.flatMap(({ pathParameters, params, response, call, added = [], errors }) => [
    ...[
      pathParameters,
      [params, ...added.map((own) => own.params)].map((own) => own?.properties ?? []),
      errors,
    ]
      .flat(2)
      .map(({ type }) => type),
    ...(call.kind === "single" ? [] : [call.item]),
    response.type,
  ]);
  return reachableFrom(roots, (name) => mentioned.get(name) ?? []);
}
