import {
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type StatementStructures,
  StructureKind,
} from "ts-morph";
import type { ApiModel, ResourceModel } from "../api-model/api-model.ts";
import { credentialOptions, hasSecurity, hasServers, offeredServers } from "../api-model/client-options.ts";
import { credentialSchemes, onlyKey } from "../api-model/credentials.ts";
import type { ServerModel } from "../api-model/servers.ts";
import { tokenEndpoints } from "../api-model/token-endpoints.ts";
import type { JsonValue } from "../api-model/type-model.ts";
import { AUTH_MODULE, OAUTH_MODULE, SERVERS_MODULE, SESSIONS_MODULE } from "../names/runtime-symbols.ts";
import type { ResourcePackage, SessionPart, UmbrellaPackage } from "../partition/package-model.ts";
import { clientOptionsInterface } from "../printer/client-options.ts";
import { commentText, headline } from "../printer/comments.ts";
import { securityData } from "../printer/credentials-text.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { literal, literalKey, stringLiteral } from "../printer/literals.ts";
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
      : ` The rate limit is ${requests} requests in any ${perSeconds === 1 ? "second" : `${perSeconds} seconds`} per key.`;
  return commentText({ summary: `The description of ${api.title} for clients.${limit}` });
}

function apiText(model: ResourcePackage | UmbrellaPackage, imports: Imports): string {
  const { api, apiName, environment } = model;
  const authentication = onlyKey(api);
  const version = imports.from("./version.js", "version", false);
  const entries: readonly (readonly [string, string | undefined])[] = [
    ["name", literal(apiName)],
    ["baseURL", literal(api.baseURL)],
    ["environment", literal(environment)],
    [
      "product",
      `{ name: ${literal(productName(model.name))}, version${version === "version" ? "" : `: ${version}`} }`,
    ],
    ["authentication", authentication && literal({ ...authentication }, "  ")],
    [
      "security",
      hasSecurity(api)
        ? `${imports.from(AUTH_MODULE, "securitySchemes", false)}(${literal(securityData(api), "  ")}${tokensText(api, imports)})`
        : undefined,
    ],
    [
      "servers",
      hasServers(api)
        ? `${imports.from(SERVERS_MODULE, "serverChoice", false)}(${literal(offeredServers(api.servers).map(serverData), "  ")})`
        : undefined,
    ],
    ["rateLimit", api.rateLimit && literal({ ...api.rateLimit }, "  ")],
    [
      "quota",
      api.quota && `${imports.runtimeValue("monthlyQuota")}(${literal({ plans: api.quota.plans }, "  ")})`,
    ],
    ["pagination", api.pagination && literal({ ...api.pagination }, "  ")],
  ];
  const lines = entries.flatMap(([key, text]) => (text === undefined ? [] : [`  ${key}: ${text},`]));
  return `{\n${lines.join("\n")}\n}`;
}

/** What gets the tokens of OAuth 2 schemes: the second argument of `securitySchemes`. */
function tokensText(api: ApiModel, imports: Imports): string {
  const providers = credentialSchemes(api).flatMap(({ name, auth }) => {
    const endpoints = tokenEndpoints(auth);
    if (endpoints === undefined) return [];
    return [
      `${literalKey(name)}: ${imports.from(OAUTH_MODULE, "oauth2", false)}(${literal({ ...endpoints }, "  ")})`,
    ];
  });
  return providers.length === 0 ? "" : `, { ${providers.join(", ")} }`;
}

function serverData({ name, url, variables }: ServerModel): JsonValue {
  const entries = variables.map(({ name: variable, default: value, values }) => [
    variable,
    { ...(value !== undefined && { default: value }), ...(values !== undefined && { values }) },
  ]);
  return {
    ...(name !== undefined && { name }),
    url,
    ...(entries.length > 0 && { variables: Object.fromEntries(entries) }),
  };
}

/** The interface of the client's options, if it has options of its own. */
function optionsOf(
  model: ResourcePackage | UmbrellaPackage,
  imports: Imports,
): readonly StatementStructures[] {
  const { clientOptions } = model;
  return clientOptions === undefined ? [] : [clientOptionsInterface({ ...model, clientOptions }, imports)];
}

/** A package's name as the token of a header: `@scope/name` is `scope-name`. */
function productName(name: string): string {
  return name.replace("@", "").replace("/", "-");
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
  const list = options.map(({ name, suffix }) => `\`${name}\` (\`${environment}_${suffix}\`)`).join(", ");
  const key =
    onlyKey(api) !== undefined
      ? ` The API key is \`options.apiKey\` or the environment variable \`${environment}_API_KEY\`.`
      : options.length > 0
        ? ` The credentials are options or environment variables: ${list}.`
        : "";
  return commentText({ summary: `Creates a client.${key}` });
}

function example({ client, name }: ResourcePackage | UmbrellaPackage): readonly string[] {
  return [`import { ${client} } from ${stringLiteral(name)};`, "", `const client = new ${client}();`];
}
