import {
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type StatementStructures,
  StructureKind,
} from "ts-morph";
import type { ResourceModel } from "../api-model/api-model.ts";
import { type CredentialOption, credentialOptions, suffixOf } from "../api-model/client-options.ts";
import { onlyKey } from "../api-model/credentials.ts";
import { SESSIONS_MODULE } from "../names/runtime-symbols.ts";
import type {
  ResourceFile,
  ResourcePackage,
  SessionPart,
  UmbrellaPackage,
} from "../partition/package-model.ts";
import { apiDoc, apiText } from "../printer/api-description.ts";
import { clientOptionsInterface } from "../printer/client-options.ts";
import { commentText, headline } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { stringLiteral } from "../printer/literals.ts";
import { constantOf } from "../printer/type-declarations.ts";

/** `src/client.ts`: the API description, and the client with all resources of the package. */
export function emitClient(model: ResourcePackage | UmbrellaPackage): readonly TypeScriptFile[] {
  const sessions = sessionsOf(model);
  const resources = resourcesOf(model).sort((a, b) => (a.resource.name < b.resource.name ? -1 : 1));
  const imports = new Imports({
    declared: [model.client, "api", model.clientOptions ?? []].flat(),
    elsewhere: new Map([
      ...resources.map(({ resource, module }) => [resource.className, module] as const),
      ...(sessions === undefined ? [] : [[sessions.payload, SESSION_FILE] as const]),
    ]),
  });
  const statements: readonly StatementStructures[] = [
    constantOf("api", apiDoc(model.api), apiText(model, imports), imports.runtimeType("ApiDescription")),
    classOf(model, resources, imports),
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

/** The resources that the client has itself. */
function ofClient({ resources }: ResourcePackage): readonly ResourceFile[] {
  return resources.filter(({ resource }) => resource.path.length === 1);
}

/** The interface of the client's options, if it has options of its own. */
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
  imports: Imports,
): ClassDeclarationStructure {
  const sessions = sessionsOf(model);
  const payload = sessions === undefined ? "" : imports.typeName(sessions.payload);
  const plain = model.clientOptions ?? imports.runtimeType("ClientOptions");
  const base = imports.runtimeValue("ApiClient");
  const options = sessions === undefined ? plain : `${plain} & { readonly session?: ${payload} | undefined }`;
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
      ...(sessions === undefined
        ? []
        : [{ name: "session", type: `${payload} | undefined`, isReadonly: true, docs: [SESSION_DOC] }]),
    ],
    ctors: [
      {
        docs: [constructorDoc(model)],
        parameters: [{ name: "options", type: options, initializer: "{}" }],
        statements: [
          "super(api, options);",
          ...named.map(({ name, className }) => `this.${name} = new ${className}(this.transport);`),
          ...(sessions === undefined ? [] : ["this.session = options.session;"]),
        ],
      },
    ],
    ...(sessions !== undefined && { methods: [fromSession(model, payload, imports)] }),
  };
}

function sessionsOf(model: ResourcePackage | UmbrellaPackage): SessionPart | undefined {
  return model.kind === "umbrella" ? model.sessions : undefined;
}

/** The module is loaded on demand, so that clients without sessions do not include it. */
function fromSession(
  { client, api }: ResourcePackage | UmbrellaPackage,
  payload: string,
  imports: Imports,
): MethodDeclarationStructure {
  const type = `${client} & { readonly session: ${payload} }`;
  const query = api.sessionToken?.query;
  return {
    kind: StructureKind.Method,
    isStatic: true,
    isAsync: true,
    name: "fromSession",
    docs: [
      commentText(
        { summary: FROM_SESSION_DOC },
        {
          example: [
            ...(query === undefined
              ? []
              : [`const token = new URL(request.url).searchParams.get(${stringLiteral(query)});`]),
            `const client = await ${client}.fromSession(token);`,
          ],
        },
      ),
    ],
    parameters: [
      { name: "token", type: "string | null | undefined" },
      { name: "options", type: imports.from(SESSIONS_MODULE, "SessionOptions", true), initializer: "{}" },
    ],
    returnType: `${imports.globalName("Promise")}<${type}>`,
    statements: [
      `const { openSession } = await import(${stringLiteral(SESSION_FILE)});`,
      `const client = new ${client}(await openSession(token, options));`,
      `return client as ${type};`,
    ],
  };
}

const SESSION_FILE = "./session.js";
const SESSION_DOC = "The session of the app. Undefined unless the client was created by `fromSession`.";
const FROM_SESSION_DOC =
  "Creates a client for the workspace that opened an app, from the session token of the app. `options.apiKey` is the key of the " +
  "app. Throws `SessionTokenError` if the token is invalid. The payload, `session`, is encrypted but not signed, so treat it as a claim.";

function constructorDoc({ api, environment }: ResourcePackage | UmbrellaPackage): string {
  const options = credentialOptions(api).filter(({ isAlias }) => isAlias !== true);
  const listed = ({ name, suffix }: Pick<CredentialOption, "name" | "suffix">) =>
    `\`${name}\` (\`${environment}_${suffix}\`)`;
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
  return commentText({ summary: `Creates a client.${key}${parameters}` });
}

function example({ client, name }: ResourcePackage | UmbrellaPackage): readonly string[] {
  return [`import { ${client} } from ${stringLiteral(name)};`, "", `const client = new ${client}();`];
}
