import { error, type NoFacts, warning } from "./definition.ts";

/** A name that is taken. */
export interface Clash {
  readonly kind: string;
  readonly name: string;
  /** The name that was chosen instead; empty where none was. */
  readonly other: string;
  /** The JSON pointer of what the name was meant for. */
  readonly place: string;
}

/** Problems with making names and types of a valid document. */
export const modelCodes = {
  "name-clash": error<Clash>(
    ({ name, kind }) => `two ${kind} would both be called \`${name}\``,
    ({ kind, place }) =>
      `rename one in the document, or here: names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "derived-name-clash": warning<Clash>(
    ({ name, other }) => `\`${name}\` is taken, so that this type is called \`${other}\``,
    ({ kind, place }) => `keep it, or choose: names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "nameless-recursion": warning<NoFacts>(
    () => "this schema leads to itself without an object on the way, so that it is unknown to the types",
    () => "make it a component and refer to that",
  ),
  "since-ahead": warning<{ since: string; version: string }>(
    ({ since, version }) => `this came with version ${since}, but the document is version ${version}`,
    () => "raise `info.version` of the document, or correct `x-since`",
  ),
  "unsupported-servers": warning<NoFacts>(
    () => "servers of a single path or operation are not used: its calls go where all others go",
    () => "put the server at the top of the document, or give callers a second client with its `baseURL`",
  ),
  "shadowed-global": warning<{ name: string }>(
    ({ name }) =>
      `the type \`${name}\` is called like one of the platform, which people get when they forget to import yours`,
    ({ name }) => `choose another name in the configuration: names: { types: { ${name}: "${name}Object" } }`,
  ),
  "parameter-clash": error<{ name: string }>(
    ({ name }) => `two parameters are called "${name}", but a call takes them in one object`,
    () => "rename one of them, or the body's property, in the document",
  ),
  "unsupported-parameter": warning<{ name: string; place: string }>(
    ({ name, place }) => `the ${place} parameter "${name}" cannot be sent by the SDK and is left out`,
    () => "describe it as a query or header parameter, or let callers set the header themselves",
  ),
  "unsupported-parameter-content": warning<{ name: string }>(
    ({ name }) =>
      `the query parameter "${name}" is described by \`content\`, but is sent like one with a \`schema\``,
    () =>
      "describe it by `schema` with a `style`, or take the value as a string that callers encode themselves",
  ),
  "unsupported-media-type": warning<{ mediaType: string }>(
    ({ mediaType }) => `bodies of type ${mediaType} are passed on as they are, without a type`,
    () => "describe an application/json variant to get types",
  ),
  "unsupported-security": warning<{ scheme: string }>(
    ({ scheme }) => `the security scheme "${scheme}" cannot be carried out by the SDK`,
    () =>
      "callers can send credentials with `defaultHeaders` or middleware; apiKey, bearer and basic are built in",
  ),
  "unsupported-keyword": warning<{ keyword: string }>(
    ({ keyword }) =>
      `\`${keyword}\` has no counterpart in TypeScript, so that the type is wider than the schema`,
    () => "leave it if the wider type is fine, or describe the shape with properties, oneOf or allOf",
  ),
  "resource-without-package": error<{ tag: string }>(
    ({ tag }) => `the resource "${tag}" is in no package`,
    ({ tag }) => `add "${tag}" to the \`resources\` of a package in the configuration`,
  ),
  "unknown-resource": error<{ tag: string; folder: string; known: string }>(
    ({ tag, folder }) =>
      `the package "${folder}" has the resource "${tag}", which the document does not have`,
    ({ known }) => `correct it, or take it out; the document has ${known}`,
  ),
  "client-name-clash": error<{ client: string; folder: string }>(
    ({ client, folder }) =>
      `the client of the package "${folder}" is called \`${client}\`, and so is a type or resource in it`,
    ({ client }) => `choose another name in the configuration, such as \`${client}Client\``,
  ),
  "resource-in-two-packages": error<{ tag: string; folders: string }>(
    ({ tag, folders }) => `the resource "${tag}" is in several packages: ${folders}`,
    () => "keep it in one of them",
  ),
};
