import { type NoFacts, problem } from "./definition.ts";

/** A name that is already taken. */
export interface Clash {
  readonly kind: string;
  readonly name: string;
  /** The name that is used instead. */
  readonly other: string;
  /** The JSON pointer of the part that needs the name. */
  readonly place: string;
}

/** Problems with deriving names and types from a valid document. */
export const modelCodes = {
  "tag-without-letters": problem<{ tag: string; name: string }>(
    ({ tag, name }) => `the tag "${tag}" has no letter or digit, so its resource is called ${name}`,
    () => "give the tag a name with letters, or a name to the resource: `names.resources`",
  ),
  "name-clash": problem<Clash>(
    ({ name, other }) => `the name \`${name}\` is taken, so this one is named \`${other}\``,
    ({ kind, place }) => `keep it, or set names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "nameless-recursion": problem<NoFacts>(
    () => "this schema contains itself without an object in between, so its type is `unknown`",
    () => "move it to `components.schemas`, and refer to it",
  ),
  "since-ahead": problem<{ since: string; version: string }>(
    ({ since, version }) => `x-since is ${since}, but the version of the document is ${version}`,
    () => "raise `info.version`, or correct `x-since`",
  ),
  "server-without-credentials": problem<{ url: string }>(
    ({ url }) =>
      `${url} is not a server of the API, and the operation has no \`security\` of its own, so it is called without credentials`,
    () => "add `security` to the operation if this server accepts the credentials of the API",
  ),
  "shadowed-global": problem<{ name: string }>(
    ({ name }) =>
      `the type \`${name}\` has the name of a global type, which is used wherever its import is forgotten`,
    ({ name }) => `set another name in the configuration: names: { types: { ${name}: "${name}Object" } }`,
  ),
  "parameter-clash": problem<{ name: string }>(
    ({ name }) => `two parameters have the name "${name}", but a call takes all parameters in one object`,
    () => "rename one of them, or the property of the body",
  ),
  "ignored-header": problem<{ name: string }>(
    ({ name }) => `the header parameter "${name}" is ignored, as OpenAPI requires: the SDK sets this header`,
    () => "remove it; callers can set the header in the options of a call",
  ),
  "unsupported-parameter-content": problem<{ name: string; mediaType: string }>(
    ({ name, mediaType }) =>
      `the SDK cannot write ${mediaType}, so the parameter "${name}" is serialized as if it had a \`schema\``,
    () => "define it as application/json, or as a string that callers encode themselves",
  ),
  "unsupported-part-header": problem<{ name: string }>(
    ({ name }) => `the header "${name}" of this part has no fixed value, so it is not sent`,
    () => "give its schema a `const` or a `default`",
  ),
  "unsendable-body": problem<{ method: string }>(
    ({ method }) => `a ${method} request cannot have a body, so this one is left out`,
    () => "define its properties as parameters, or the operation as a POST request",
  ),
  "path-fragment": problem<{ path: string }>(
    ({ path }) => `the part of the path "${path}" after \`#\` is not sent to servers`,
    () => "remove it, or define a query or header parameter for what it distinguishes",
  ),
  "unused-media-type": problem<{ unused: string; used: string; what: string }>(
    ({ unused, used, what }) => `${what} are ${used}; the SDK does not use ${unused}`,
    () => "leave it if that is fine, or define an operation for each",
  ),
  "untyped-response": problem<{ mediaType: string }>(
    ({ mediaType }) => `responses of type ${mediaType} are returned as text and are not typed`,
    () => "define an application/json variant to get types",
  ),
  "unsupported-media-type": problem<{ mediaType: string }>(
    ({ mediaType }) => `bodies of type ${mediaType} are sent unchanged and are not typed`,
    () => "define an application/json variant to get types",
  ),
  "unsupported-security": problem<{ scheme: string }>(
    ({ scheme }) => `the SDK does not support the security scheme "${scheme}"`,
    () =>
      "callers can send credentials with `defaultHeaders` or middleware; apiKey, bearer and basic are supported",
  ),
  "shared-header": problem<{ schemes: string }>(
    ({ schemes }) =>
      `${schemes} are needed together, but each is sent in the header \`authorization\`; they are read as alternatives`,
    () => "list them as alternatives in `security`, if one of them is enough",
  ),
  "unsupported-keyword": problem<{ keyword: string }>(
    ({ keyword }) => `TypeScript cannot express \`${keyword}\`, so the type allows more than the schema`,
    () => "leave it if that is fine, or define the schema with properties, oneOf or allOf",
  ),
  "unsupported-member": problem<{ name: string }>(
    ({ name }) => `\`${name}\` of OpenAPI 3.2 is not supported yet; it is ignored`,
    () => "describe it as OpenAPI 3.1 does, if the SDK should have it",
  ),
  "resource-without-package": problem<{ tag: string }>(
    ({ tag }) => `no package contains the resource "${tag}"`,
    ({ tag }) => `add "${tag}" to the \`resources\` of a package in the configuration`,
  ),
  "unknown-resource": problem<{ tag: string; folder: string; known: string }>(
    ({ tag, folder }) =>
      `the package "${folder}" lists the resource "${tag}", which the document does not contain`,
    ({ known }) => `correct it, or remove it; the document contains ${known}`,
  ),
  "client-name-clash": problem<{ client: string; folder: string }>(
    ({ client, folder }) =>
      `the client of the package "${folder}" has the name \`${client}\`, as has a type or resource in it`,
    ({ client }) => `set another name in the configuration, such as \`${client}Client\``,
  ),
  "resource-in-two-packages": problem<{ tag: string; folders: string }>(
    ({ tag, folders }) => `several packages contain the resource "${tag}": ${folders}`,
    () => "keep it in only one of them",
  ),
};
