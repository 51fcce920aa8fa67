import { error, type NoFacts, warning } from "./definition.ts";

/** A name that is already taken. */
export interface Clash {
  readonly kind: string;
  readonly name: string;
  /** The name that is used instead. Empty if there is none. */
  readonly other: string;
  /** The JSON pointer of the part that needs the name. */
  readonly place: string;
}

/** Problems with deriving names and types from a valid document. */
export const modelCodes = {
  "tag-without-letters": warning<{ tag: string; name: string }>(
    ({ tag, name }) => `the tag "${tag}" has no letter or digit, so its resource is called ${name}`,
    () => "give the tag a name with letters, or a name to the resource: `names.resources`",
  ),
  "name-clash": error<Clash>(
    ({ name, kind }) => `two ${kind} have the name \`${name}\``,
    ({ kind, place }) =>
      `rename one of them in the document, or set names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "derived-name-clash": warning<Clash>(
    ({ name, other }) => `the name \`${name}\` is taken, so this type is named \`${other}\``,
    ({ kind, place }) => `keep it, or set names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "nameless-recursion": warning<NoFacts>(
    () => "this schema contains itself without an object in between, so its type is `unknown`",
    () => "move it to `components.schemas`, and refer to it",
  ),
  "since-ahead": warning<{ since: string; version: string }>(
    ({ since, version }) => `x-since is ${since}, but the version of the document is ${version}`,
    () => "raise `info.version`, or correct `x-since`",
  ),
  "unsupported-servers": warning<NoFacts>(
    () => "the servers of a path or operation are ignored; its requests go to the servers of the document",
    () =>
      "move the server to the top level of the document, or let callers create a second client with its `baseURL`",
  ),
  "shadowed-global": warning<{ name: string }>(
    ({ name }) =>
      `the type \`${name}\` has the name of a global type, which is used wherever its import is forgotten`,
    ({ name }) => `set another name in the configuration: names: { types: { ${name}: "${name}Object" } }`,
  ),
  "parameter-clash": error<{ name: string }>(
    ({ name }) => `two parameters have the name "${name}", but a call takes all parameters in one object`,
    () => "rename one of them, or the property of the body",
  ),
  "unsupported-parameter": warning<{ name: string; place: string }>(
    ({ name, place }) => `the SDK cannot send the ${place} parameter "${name}", so it is ignored`,
    () => "define it as a query or header parameter, or let callers set the header themselves",
  ),
  "unsupported-parameter-content": warning<{ name: string }>(
    ({ name }) =>
      `the query parameter "${name}" is defined by \`content\`, but is serialized as if it had a \`schema\``,
    () => "define it by `schema` and `style`, or as a string that callers encode themselves",
  ),
  "unsupported-media-type": warning<{ mediaType: string }>(
    ({ mediaType }) => `bodies of type ${mediaType} are sent unchanged and are not typed`,
    () => "define an application/json variant to get types",
  ),
  "unsupported-security": warning<{ scheme: string }>(
    ({ scheme }) => `the SDK does not support the security scheme "${scheme}"`,
    () =>
      "callers can send credentials with `defaultHeaders` or middleware; apiKey, bearer and basic are supported",
  ),
  "unsupported-keyword": warning<{ keyword: string }>(
    ({ keyword }) => `TypeScript cannot express \`${keyword}\`, so the type allows more than the schema`,
    () => "leave it if that is fine, or define the schema with properties, oneOf or allOf",
  ),
  "resource-without-package": error<{ tag: string }>(
    ({ tag }) => `no package contains the resource "${tag}"`,
    ({ tag }) => `add "${tag}" to the \`resources\` of a package in the configuration`,
  ),
  "unknown-resource": error<{ tag: string; folder: string; known: string }>(
    ({ tag, folder }) =>
      `the package "${folder}" lists the resource "${tag}", which the document does not contain`,
    ({ known }) => `correct it, or remove it; the document contains ${known}`,
  ),
  "client-name-clash": error<{ client: string; folder: string }>(
    ({ client, folder }) =>
      `the client of the package "${folder}" has the name \`${client}\`, as has a type or resource in it`,
    ({ client }) => `set another name in the configuration, such as \`${client}Client\``,
  ),
  "resource-in-two-packages": error<{ tag: string; folders: string }>(
    ({ tag, folders }) => `several packages contain the resource "${tag}": ${folders}`,
    () => "keep it in only one of them",
  ),
};
