import type { InterfaceDeclarationStructure, OptionalKind, PropertySignatureStructure } from "ts-morph";
import type { ApiModel, ClientParameter } from "../api-model/api-model.ts";
import {
  type CredentialOption,
  credentialOptions,
  hasSecurity,
  hasServers,
  offeredServers,
  serverVariables,
  variableOf,
} from "../api-model/client-options.ts";
import type { SecurityScheme } from "../api-model/security.ts";
import type { ServerModel, ServerVariable } from "../api-model/servers.ts";
import { tokenEndpoints } from "../api-model/token-endpoints.ts";
import { AUTH_MODULE, OAUTH_MODULE } from "../names/runtime-symbols.ts";
import { suffixOf } from "../variables.ts";
import { commentText } from "./comments.ts";
import { aboutCredential } from "./credentials-text.ts";
import type { Imports } from "./imports.ts";
import { propertyName, stringLiteral } from "./literals.ts";
import { StructureKind } from "./structure-kind.ts";

/** The client whose options are declared. */
export interface ClientWithOptions {
  readonly api: ApiModel;
  readonly client: string;
  readonly clientOptions: string;
  readonly environment: string;
}

/** The interface of a client's options, with those for its credentials and servers. */
export function clientOptionsInterface(
  { api, client, clientOptions, environment }: ClientWithOptions,
  imports: Imports,
): InterfaceDeclarationStructure {
  const plain = imports.runtimeType("ClientOptions");
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: clientOptions,
    docs: [commentText({ summary: `Options of {@link ${client}}.` })],
    extends: [hasSecurity(api) ? `Omit<${plain}, "apiKey">` : plain],
    properties: [
      ...credentialOptions(api).map((option) => credentialProperty(option, environment, imports)),
      ...(hasServers(api) ? serverProperties(api) : []),
      ...api.clientParameters.map((parameter) => parameterProperty(parameter, environment)),
    ],
  };
}

function credentialProperty(
  option: CredentialOption,
  environment: string,
  imports: Imports,
): OptionalKind<PropertySignatureStructure> {
  const { name, scheme, part, isAlias } = option;
  const { description } = scheme;
  const isShown = part !== "password" && !option.isAlias && description !== undefined;
  const fallback = `Default: the environment variable \`${variableOf(option, environment)}\`, read when the client is first used.`;
  return {
    name: propertyName(name),
    type: `${part === "credential" ? credentialType(scheme, imports, isAlias) : "string"} | undefined`,
    isReadonly: true,
    hasQuestionToken: true,
    docs: [
      commentText({
        summary: `${aboutCredential(option)} ${fallback}`,
        ...(isShown && { description }),
      }),
    ],
  };
}

function parameterProperty(
  { name, option, type, docs }: ClientParameter,
  environment: string,
): OptionalKind<PropertySignatureStructure> {
  const summary = `The parameter \`${name}\` of each call that does not give it.`;
  const fallback = `Default: the environment variable \`${environment}_${suffixOf(option)}\`, read at each call.`;
  const { deprecated: _, ...about } = docs;
  return optional(propertyName(option), type, commentText({ ...about, summary: `${summary} ${fallback}` }));
}

/** A key or token, or how to get tokens. */
function credentialType({ auth }: SecurityScheme, imports: Imports, isAlias = false): string {
  const { tokenUrl, refreshUrl, metadataUrl } = (isAlias ? undefined : tokenEndpoints(auth)) ?? {};
  const ways = [
    ...((tokenUrl ?? metadataUrl) === undefined ? [] : ["ClientCredentials"]),
    ...((refreshUrl ?? metadataUrl) === undefined ? [] : ["RefreshToken"]),
  ];
  const names = ways.map((name) => imports.from(OAUTH_MODULE, name, true));
  return [imports.from(AUTH_MODULE, "Credential", true), ...names].join(" | ");
}

function serverProperties(api: ApiModel): readonly OptionalKind<PropertySignatureStructure>[] {
  const servers = offeredServers(api.servers);
  const named = servers.flatMap(({ name }) => (name === undefined ? [] : [stringLiteral(name)]));
  const variables = serverVariables(api);
  return [
    ...(named.length === 0
      ? []
      : [
          optional(
            "server",
            named.join(" | "),
            commentText({ summary: SERVER_DOC, description: listOf(servers) }),
          ),
        ]),
    ...(variables.length === 0
      ? []
      : [
          optional(
            "variables",
            variablesText(variables),
            commentText({ summary: VARIABLES_DOC, description: listOfVariables(variables) }),
          ),
        ]),
  ];
}

const SERVER_DOC = "The server that requests are sent to, unless `baseURL` is given. Default: the first.";
const VARIABLES_DOC = "Values of the variables in the URL of the server.";

function listOf(servers: readonly ServerModel[]): string {
  return servers
    .map(({ name, url, description }) => {
      const about = description === undefined || description === name ? "" : ` (${description})`;
      return `- ${name === undefined ? "The default" : `\`${name}\``}: ${url}${about}`;
    })
    .join("\n");
}

function variablesText(variables: readonly ServerVariable[]): string {
  const members = variables.map(({ name, values }) => {
    const type = values === undefined ? "string" : values.map(stringLiteral).join(" | ");
    return `readonly ${propertyName(name)}?: ${type} | undefined`;
  });
  return `{ ${members.join("; ")} }`;
}

function listOfVariables(variables: readonly ServerVariable[]): string {
  return variables
    .map(({ name, default: value, description }) => {
      const words = description === undefined ? [] : [description.replace(/\.?\s*$/, ".")];
      const fallback = value === undefined ? "Required." : `Default \`${value}\`.`;
      return `- \`${name}\`: ${[...words, fallback].join(" ")}`;
    })
    .join("\n");
}

function optional(name: string, type: string, doc: string): OptionalKind<PropertySignatureStructure> {
  return { name, type: `${type} | undefined`, isReadonly: true, hasQuestionToken: true, docs: [doc] };
}
