import type { ClassDeclarationStructure, StatementStructures } from "ts-morph";
import type { ResourceModel } from "../api-model/api-model.ts";
import {
  type CredentialOption,
  credentialOptions,
  needsBaseURL,
  variableOf,
} from "../api-model/client-options.ts";
import { onlyKey } from "../api-model/credentials.ts";
import type { ResourceFile, ResourcePackage, UmbrellaPackage } from "../partition/package-model.ts";
import { apiDoc, apiText } from "../printer/api-description.ts";
import { newClient } from "../printer/call-text.ts";
import { clientOptionsInterface } from "../printer/client-options.ts";
import type { ClientPart } from "../printer/client-part.ts";
import { commentText, headline } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { stringLiteral } from "../printer/literals.ts";
import { StructureKind } from "../printer/structure-kind.ts";
import { constantOf } from "../printer/type-declarations.ts";
import { suffixOf } from "../variables.ts";

/**
 * `src/client.ts`: the API description, and the client with all resources of the package.
 *
 * @param extras.clientParts Additions of features to the class.
 */
export function emitClient(
  model: ResourcePackage | UmbrellaPackage,
  { clientParts: parts = [] }: { readonly clientParts?: readonly ClientPart[] },
): readonly TypeScriptFile[] {
  const resources = resourcesOf(model).sort((a, b) => (a.resource.name < b.resource.name ? -1 : 1));
  const imports = new Imports({
    declared: [model.client, "api", model.clientOptions ?? []].flat(),
    elsewhere: new Map([
      ...resources.map(({ resource, module }) => [resource.className, module] as const),
      ...parts.flatMap(({ types }) => [...types]),
    ]),
  });
  const statements: readonly StatementStructures[] = [
    constantOf("api", apiDoc(model.api), apiText(model, imports), imports.runtimeType("ApiDescription")),
    classOf(model, resources, { imports, parts }),
    ...optionsOf(model, imports),
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
    return ofClient(model).map(({ resource, file }) => ({ resource, module: `./resources/${file}.js` }));
  }
  return model.packages.flatMap((own) =>
    ofClient(own).map(({ resource }) => ({ resource, module: own.name })),
  );
}

/** The top-level resources of the client. */
function ofClient({ resources }: ResourcePackage): readonly ResourceFile[] {
  return resources.filter(({ resource }) => resource.path.length === 1);
}

/** The interface of the client's options, if it has its own options. */
function optionsOf(
  model: ResourcePackage | UmbrellaPackage,
  imports: Imports,
): readonly StatementStructures[] {
  const { clientOptions } = model;
  return clientOptions === undefined ? [] : [clientOptionsInterface({ ...model, clientOptions }, imports)];
}

function classOf(
  model: ResourcePackage | UmbrellaPackage,
  resources: readonly ImportedResource[],
  { imports, parts }: { readonly imports: Imports; readonly parts: readonly ClientPart[] },
): ClassDeclarationStructure {
  const added = parts.map((part) => part.members(imports));
  const methods = added.flatMap((own) => own.methods);
  const plain = model.clientOptions ?? imports.runtimeType("ClientOptions");
  const base = imports.runtimeValue("ApiClient");
  const options = [plain, ...added.map((own) => own.options)].join(" & ");
  const named = resources.map(({ resource, module }) => ({
    name: resource.name,
    className: imports.from(module, resource.className, false),
    doc: commentText({ summary: headline(resource.docs) }),
  }));
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: model.client,
    extends: model.clientOptions === undefined ? base : `${base}<${model.clientOptions}>`,
    docs: [commentText({ summary: model.description }, { example: example(model) })],
    properties: [
      ...named.map(({ name, className, doc }) => ({
        name,
        type: className,
        isReadonly: true,
        ...(doc === "" ? {} : { docs: [doc] }),
      })),
      ...added.flatMap(({ properties }) => properties),
    ],
    ctors: [
      {
        docs: [constructorDoc(model)],
        parameters: [{ name: "options", type: options, initializer: "{}" }],
        statements: [
          "super(api, options);",
          ...named.map(({ name, className }) => `this.${name} = new ${className}(this.transport);`),
          ...added.flatMap(({ statements }) => statements),
        ],
      },
    ],
    ...(methods.length > 0 && { methods }),
  };
}

function constructorDoc({ api, environment }: ResourcePackage | UmbrellaPackage): string {
  const options = credentialOptions(api);
  const listed = (option: Pick<CredentialOption, "name" | "suffix" | "variable">) =>
    `\`${option.name}\` (\`${variableOf(option, environment)}\`)`;
  const list = options.map(listed).join(", ");
  const own = api.clientParameters.map(({ option }) => listed({ name: option, suffix: suffixOf(option) }));
  const parameters =
    own.length === 0
      ? ""
      : ` Parameters of its calls are options or environment variables: ${own.join(", ")}.`;
  const key =
    onlyKey(api) !== undefined
      ? ` The API key is \`options.apiKey\` or the environment variable \`${environment}_API_KEY\`.`
      : options.length > 0
        ? ` The credentials are options or environment variables: ${list}.`
        : "";
  const address = needsBaseURL(api)
    ? ` The base URL is \`options.baseURL\` or the environment variable \`${environment}_BASE_URL\`.`
    : "";
  return commentText({ summary: `Creates a client.${key}${parameters}${address}` });
}

function example(model: ResourcePackage | UmbrellaPackage): readonly string[] {
  return [
    `import { ${model.client} } from ${stringLiteral(model.name)};`,
    "",
    `const client = ${newClient(model)};`,
  ];
}
