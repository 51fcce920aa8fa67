import type { OperationModel, ResourceModel, TypeExpression } from "../model/api-model.ts";
import type { PackageModel, ResourcePackage, UmbrellaPackage } from "../model/package-model.ts";
import { isReserved } from "../model/words.ts";
import { clientVariable, methodPath, sampleArguments } from "../printer/call-text.ts";
import { headline } from "../printer/comments.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import { stringLiteral } from "../printer/literals.ts";

/** `README.md`: what the package is, how to install it, a first program, and what it has. */
export function emitReadme(model: PackageModel): readonly TemplateFile[] {
  const path = `${model.folder}/README.md`;
  const base = {
    name: model.name,
    description: model.description,
    title: model.api.title,
    license: model.manifest.license,
  };
  if (model.kind === "webhooks") {
    const { union, discriminator, webhooks } = model;
    const [first] = webhooks;
    const data = { ...base, union, discriminator, example: first?.eventType, count: webhooks.length };
    return [
      {
        kind: "template",
        path,
        template: "readme-webhooks.md",
        data: { ...data, events: webhooks.map(eventRow) },
      },
    ];
  }
  const { api, environment, client } = model;
  const data = {
    ...base,
    client,
    keyVariable: api.authentication === undefined ? undefined : `${environment}_API_KEY`,
    limit:
      api.rateLimit === undefined
        ? undefined
        : `${api.rateLimit.requests} requests in ${seconds(api.rateLimit.perSeconds)}`,
    program: program(model),
    resources: resourceRows(model),
    severalPackages: model.kind === "umbrella",
  };
  return [{ kind: "template", path, template: "readme.md", data }];
}

function eventRow({ eventType, docs }: { readonly eventType: string; readonly docs: ResourceModel["docs"] }) {
  return { name: eventType, about: headline(docs) };
}

function resourceRows(model: ResourcePackage | UmbrellaPackage) {
  const packages = model.kind === "umbrella" ? model.packages : [model];
  return packages
    .flatMap(({ name, resources }) => resources.map(({ resource }) => ({ resource, package: name })))
    .sort((a, b) => (a.resource.name < b.resource.name ? -1 : 1))
    .map(({ resource, ...rest }) => ({ ...rest, name: resource.name, about: headline(resource.docs) }));
}

/** The first program: iterates a list where the package has one, otherwise makes one call. */
function program(model: ResourcePackage | UmbrellaPackage): string {
  const variable = clientVariable(model.client);
  const resources =
    model.kind === "umbrella" ? model.packages.flatMap((own) => own.resources) : model.resources;
  const calls = resources.flatMap(({ resource }) =>
    resource.operations.map((operation) => ({ resource, operation })),
  );
  const simple = calls.filter(
    ({ operation }) => operation.docs.deprecated === undefined && operation.docs.preview === undefined,
  );
  const shown =
    simple.find(({ operation }) => operation.page !== undefined) ??
    simple.find(({ operation }) => operation.httpMethod === "GET") ??
    calls[0];
  const lines = [
    `import { ${model.client} } from ${stringLiteral(model.name)};`,
    "",
    `const ${variable} = new ${model.client}();`,
  ];
  return [
    ...lines,
    ...(shown === undefined ? [] : ["", ...usage(variable, shown.resource, shown.operation)]),
  ].join("\n");
}

function usage(variable: string, resource: ResourceModel, operation: OperationModel): readonly string[] {
  const needed =
    operation.params?.required === true
      ? sampleArguments(operation)
      : sampleArguments({ ...operation, sample: { ...operation.sample, params: {} } });
  const call = `${methodPath(variable, resource.name, operation.method)}(${needed.join(", ")})`;
  if (operation.page === undefined) return [`console.log(await ${call});`];
  const item = itemName(operation.page.item, variable);
  return [`for await (const ${item} of ${call}) {`, `  console.log(${item});`, "}"];
}

/** `client` for a list of the type `Client`. */
function itemName(type: TypeExpression, taken: string): string {
  if (type.kind !== "reference") return "item";
  const name = type.name.charAt(0).toLowerCase() + type.name.slice(1);
  return isReserved(name) || name === taken ? "item" : name;
}

function seconds(count: number): string {
  return count === 1 ? "any second" : `any ${count} seconds`;
}
