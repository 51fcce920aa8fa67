import { type ClassDeclarationStructure, type StatementStructures, StructureKind } from "ts-morph";
import type { ApiModel, ResourceModel } from "../model/api-model.ts";
import type { ResourcePackage, UmbrellaPackage } from "../model/package-model.ts";
import { commentText, headline } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { literal, stringLiteral } from "../printer/literals.ts";
import { constantOf } from "../printer/type-declarations.ts";

/** `src/client.ts`: the facts about the API, and the class with every resource of the package. */
export function emitClient(model: ResourcePackage | UmbrellaPackage): readonly TypeScriptFile[] {
  const resources = resourcesOf(model).sort((a, b) => (a.resource.name < b.resource.name ? -1 : 1));
  const imports = new Imports({
    declared: [model.client, "api"],
    elsewhere: new Map(resources.map(({ resource, module }) => [resource.className, module])),
  });
  const statements: readonly StatementStructures[] = [
    constantOf("api", apiDoc(model.api), apiText(model), imports.runtimeType("ApiDescription")),
    classOf(model, resources, imports),
  ];
  return [
    {
      kind: "typescript",
      path: `${model.folder}/src/client.ts`,
      statements: [...imports.declarations(), ...statements],
    },
  ];
}

interface ImportedResource {
  readonly resource: ResourceModel;
  readonly module: string;
}

function resourcesOf(model: ResourcePackage | UmbrellaPackage): ImportedResource[] {
  if (model.kind === "resources") {
    return model.resources.map(({ resource, file }) => ({ resource, module: `./resources/${file}.js` }));
  }
  return model.packages.flatMap(({ name, resources }) =>
    resources.map(({ resource }) => ({ resource, module: name })),
  );
}

function apiDoc(api: ApiModel): string {
  const { requests, perSeconds } = api.rateLimit ?? {};
  const limit =
    requests === undefined
      ? ""
      : ` It accepts ${requests} requests in any ${perSeconds === 1 ? "second" : `${perSeconds} seconds`} per key.`;
  return commentText({ summary: `What a client has to know of ${api.title}.${limit}` });
}

function apiText({ api, apiName, environment }: ResourcePackage | UmbrellaPackage): string {
  const entries: readonly (readonly [string, Parameters<typeof literal>[0] | undefined])[] = [
    ["name", apiName],
    ["baseURL", api.baseURL],
    ["environment", environment],
    ["authentication", api.authentication],
    ["rateLimit", api.rateLimit && { ...api.rateLimit }],
    ["quota", api.quota && { period: api.quota.period, plans: api.quota.plans }],
    ["pagination", api.pagination && { ...api.pagination }],
  ];
  const lines = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [`  ${key}: ${literal(value, "  ")},`],
  );
  return `{\n${lines.join("\n")}\n}`;
}

function classOf(
  model: ResourcePackage | UmbrellaPackage,
  resources: readonly ImportedResource[],
  imports: Imports,
): ClassDeclarationStructure {
  const options = imports.runtimeType("ClientOptions");
  const named = resources.map(({ resource, module }) => ({
    name: resource.name,
    className: imports.from(module, resource.className, false),
    doc: commentText({ summary: headline(resource.docs) }),
  }));
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: model.client,
    extends: imports.runtimeValue("ApiClient"),
    docs: [commentText({ summary: model.description }, { example: example(model) })],
    properties: named.map(({ name, className, doc }) => ({
      name,
      type: className,
      isReadonly: true,
      ...(doc === "" ? {} : { docs: [doc] }),
    })),
    ctors: [
      {
        docs: [constructorDoc(model)],
        parameters: [{ name: "options", type: options, initializer: "{}" }],
        statements: [
          "super(api, options);",
          ...named.map(({ name, className }) => `this.${name} = new ${className}(this.transport);`),
        ],
      },
    ],
  };
}

function constructorDoc({ api, environment }: ResourcePackage | UmbrellaPackage): string {
  const key =
    api.authentication === undefined
      ? ""
      : ` The key is \`options.apiKey\`, or the environment variable \`${environment}_API_KEY\`.`;
  return commentText({ summary: `Makes a client.${key}` });
}

function example({ client, name }: ResourcePackage | UmbrellaPackage): readonly string[] {
  return [`import { ${client} } from ${stringLiteral(name)};`, "", `const client = new ${client}();`];
}
