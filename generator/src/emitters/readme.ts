import type { ApiModel, OperationModel, ResourceModel } from "../api-model/api-model.ts";
import type { StreamedCall } from "../api-model/calls.ts";
import { credentialOptions, hasServers, offeredServers, suffixOf } from "../api-model/client-options.ts";
import { onlyKey } from "../api-model/credentials.ts";
import { compareNames } from "../api-model/order.ts";
import { pagingText } from "../api-model/paging.ts";
import { resourceName } from "../api-model/resource-tree.ts";
import type { ServerModel } from "../api-model/servers.ts";
import type { TypeExpression } from "../api-model/type-model.ts";
import { groupBy } from "../groups.ts";
import { isReserved } from "../names/words.ts";
import type { ResourcePackage, UmbrellaPackage } from "../partition/package-model.ts";
import { clientVariable, methodPath, sampleArguments } from "../printer/call-text.ts";
import { headline, oneLine } from "../printer/comments.ts";
import { aboutCredential } from "../printer/credentials-text.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import { stringLiteral } from "../printer/literals.ts";
import { aboutPackage, eventRow, type PackageFacts } from "../printer/package-facts.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/** `README.md` of a package with a client: what it is, how to install it, a first program, and its resources. */
export function emitReadme(model: ResourcePackage | UmbrellaPackage): readonly TemplateFile[] {
  const data: TemplateValues<"readme"> = { ...aboutPackage(model), ...aboutClient(model) };
  return [{ kind: "template", path: `${model.folder}/README.md`, template: "readme.md", data }];
}

function aboutClient(
  model: ResourcePackage | UmbrellaPackage,
): Omit<TemplateValues<"readme">, keyof PackageFacts> {
  const { api, environment, client } = model;
  const shown = shownOperation(model);
  return {
    client,
    keyVariable: onlyKey(api) === undefined ? undefined : `${environment}_API_KEY`,
    credentials: credentialRows(api, environment),
    hasFunctions: credentialOptions(api).some(({ part }) => part === "credential"),
    parameters: api.clientParameters.map(({ name, option, docs }) => ({
      name,
      option,
      variable: `${environment}_${suffixOf(option)}`,
      about: headline(docs),
    })),
    servers: hasServers(api) ? offeredServers(api.servers).map(serverRow) : [],
    limit:
      api.rateLimit === undefined
        ? undefined
        : `${api.rateLimit.requests} requests in ${seconds(api.rateLimit.perSeconds)}`,
    program: program(model, shown),
    handling: handling(model, shown),
    errorBody: model.errorBody?.type,
    failing: shown?.operation.errors.length ? shown.operation.id : undefined,
    pagedCall: shown?.operation.call.kind === "paged" ? callText(clientVariable(client), shown) : undefined,
    streaming: streaming(model),
    pageStyles: pageStyles(model),
    resources: resourceRows(model),
    severalPackages: model.kind === "umbrella",
    events: model.kind === "resources" ? eventsOf(model) : undefined,
    runtime: model.runtime.module,
    hasOwnRuntime: model.runtime.kind === "bundled",
  };
}

function eventsOf({ events }: ResourcePackage) {
  if (events === undefined) return undefined;
  const { union, receiver, webhooks } = events;
  return { union, receives: receiver !== undefined, rows: webhooks.map(eventRow) };
}

function credentialRows(api: ApiModel, environment: string) {
  return credentialOptions(api).map((option) => ({
    option: option.name,
    variable: `${environment}_${option.suffix}`,
    about: oneLine(aboutCredential(option)),
  }));
}

function serverRow({ name, url, description = "" }: ServerModel) {
  return { name, url, about: oneLine(description) };
}

function resourceRows(model: ResourcePackage | UmbrellaPackage) {
  const packages = model.kind === "umbrella" ? model.packages : [model];
  return packages
    .flatMap(({ name, resources }) => resources.map(({ resource }) => ({ resource, package: name })))
    .map(({ resource, ...rest }) => ({
      ...rest,
      name: resourceName(resource),
      about: headline(resource.docs),
    }))
    .sort((a, b) => compareNames(a.name, b.name));
}

/** How the pages of the lists follow each other, with the number of lists. Empty if it is a matter of the whole API. */
function pageStyles(model: ResourcePackage | UmbrellaPackage) {
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const operations = packages.flatMap(({ resources }) =>
    resources.flatMap(({ resource }) => resource.operations),
  );
  const calls = operations.flatMap(({ call }) =>
    call.kind === "paged" && call.source !== "api" ? [call] : [],
  );
  const byStyle = groupBy(calls, ({ paging, source }) => `${source} ${pagingText(paging)}`);
  return [...byStyle.values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap((alike) =>
      alike.slice(0, 1).map(({ paging, source }) => ({
        style: pagingText(paging),
        lists: alike.length,
        isGuessed: source === "guess",
      })),
    );
}

interface Shown {
  readonly resource: ResourceModel;
  readonly operation: OperationModel;
}

/** The operation for the examples: the list of the resource with the most operations, or else a GET. */
function shownOperation(model: ResourcePackage | UmbrellaPackage): Shown | undefined {
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

function callsOf(model: ResourcePackage | UmbrellaPackage): readonly Shown[] {
  const resources =
    model.kind === "umbrella" ? model.packages.flatMap((own) => own.resources) : model.resources;
  return resources.flatMap(({ resource }) =>
    resource.operations.map((operation) => ({ resource, operation })),
  );
}

/** The first program: iterates a list, or makes one call. */
function program({ client, name }: ResourcePackage | UmbrellaPackage, shown: Shown | undefined): string {
  const variable = clientVariable(client);
  const start = [
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    `const ${variable} = new ${client}();`,
  ];
  return [...start, ...(shown === undefined ? [] : ["", ...usage(variable, shown)])].join("\n");
}

/** The same call with client options and error handling. */
function handling({ client, name }: ResourcePackage | UmbrellaPackage, shown: Shown | undefined): string {
  const variable = clientVariable(client);
  return [
    `import { APIError, ${client} } from ${stringLiteral(name)};`,
    "",
    `const ${variable} = new ${client}({ timeout: 10_000, maxRetries: 5 });`,
    "",
    "try {",
    `  await ${shown === undefined ? "work()" : callText(variable, shown)};`,
    "} catch (error) {",
    "  if (!(error instanceof APIError)) throw error;",
    "  console.log(error.status, error.code, error.message);",
    "}",
  ].join("\n");
}

function usage(variable: string, shown: Shown): readonly string[] {
  const { call } = shown.operation;
  const text = callText(variable, shown);
  switch (call.kind) {
    case "single":
      return [`console.log(await ${text});`];
    case "paged":
      return loop(call.item, variable, text);
    case "streamed":
      return call.choice === undefined ? loop(call.item, variable, text) : [`console.log(await ${text});`];
  }
}

function loop(type: TypeExpression, variable: string, call: string): readonly string[] {
  const item = itemName(type, variable);
  return [`for await (const ${item} of ${call}) {`, `  console.log(${item});`, "}"];
}

/** A call that returns a stream; undefined if the package has none. */
function streaming(model: ResourcePackage | UmbrellaPackage): string | undefined {
  const variable = clientVariable(model.client);
  const [shown] = callsOf(model).flatMap(({ resource, operation }) =>
    operation.call.kind === "streamed" ? [{ resource, operation, call: operation.call }] : [],
  );
  if (shown === undefined) return undefined;
  const { call, operation, resource } = shown;
  const text = callText(variable, { resource, operation: asking(operation, call) });
  return [`for await (const item of ${text}) {`, "  console.log(item);", "}"].join("\n");
}

/** The operation with a sample that asks for a stream. */
function asking(operation: OperationModel, { choice }: StreamedCall): OperationModel {
  const { sample, params } = operation;
  if (choice === undefined || params === undefined) return operation;
  const needed = new Set(params.properties.filter(({ required }) => required).map(({ name }) => name));
  const given = Object.fromEntries(Object.entries(sample.params).filter(([name]) => needed.has(name)));
  return {
    ...operation,
    params: { ...params, required: true },
    sample: { ...sample, params: { ...given, [choice]: true } },
  };
}

/** A call with only the required arguments. */
function callText(variable: string, { resource, operation }: Shown): string {
  const sample = operation.params?.required === true ? operation.sample : { ...operation.sample, params: {} };
  const given = sampleArguments({ ...operation, sample });
  return `${methodPath(variable, resource, operation.method)}(${given.join(", ")})`;
}

/** `client` for a list of `Client`. */
function itemName(type: TypeExpression, taken: string): string {
  if (type.kind !== "reference") return "item";
  const name = type.name.charAt(0).toLowerCase() + type.name.slice(1);
  return isReserved(name) || name === taken ? "item" : name;
}

function seconds(count: number): string {
  return count === 1 ? "any second" : `any ${count} seconds`;
}
