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
  "names-discarded": problem<{ naming: string; former: string }>(
    ({ naming, former }) =>
      `calls get new names, because the recorded ones are from ${former}, and the configuration says \`naming: "${naming}"\``,
    ({ former }) => `set \`naming\` to "${former}", or remove it, to keep the names`,
  ),
  "tag-without-letters": problem<{ tag: string; name: string }>(
    ({ tag, name }) => `the tag "${tag}" has no letter or digit, so its resource is called ${name}`,
    () => "use letters in the tag, or set the name of the resource in the configuration: `names.resources`",
  ),
  "unknown-endpoint": problem<{ endpoint: string; member: string; meant: string }>(
    ({ endpoint, member }) =>
      `\`${member}\` of the configuration is \`${endpoint}\`, which the document does not contain`,
    ({ meant }) => (meant === "" ? "correct or remove it" : `did you mean \`${meant}\`?`),
  ),
  "endpoint-named-twice": problem<{ endpoint: string; names: string }>(
    ({ endpoint, names }) => `the configuration gives several names to \`${endpoint}\`: ${names}`,
    () => "keep one of them in `resources`",
  ),
  "ignored-operation": problem<{ endpoint: string; member: string }>(
    ({ endpoint, member }) => `\`${member}\` leaves \`${endpoint}\` out of the SDK`,
    () =>
      "ignore this warning if that is intended, or give the endpoint a name in `resources` of the configuration",
  ),
  "resource-beside-method": problem<{ call: string; other: string }>(
    ({ call, other }) => `\`${call}\` is a method, so the resource with this name is \`${other}\``,
    () => "keep it, or give one of them another name with `resources` in the configuration",
  ),
  "name-clash": problem<Clash>(
    ({ name, other }) => `the name \`${name}\` is taken, so this one is named \`${other}\``,
    ({ kind, place }) => `keep it, or set names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "runtime-name": problem<Clash>(
    ({ name, other }) => `the packages export \`${name}\` of the runtime, so this one is named \`${other}\``,
    ({ kind, place }) => `keep it, or set names: { ${kind}: { "${place}": "…" } } in the configuration`,
  ),
  "undistinguished-union": problem<{ property: string }>(
    ({ property }) =>
      `the values of \`${property}\` do not distinguish the members of this union, so it does not narrow`,
    () => "give each member an object with its own value, or add a `mapping` to the discriminator",
  ),
  "union-with-anything": problem<NoFacts>(
    () => "this member of a union allows every value, so the type of the union is `unknown`",
    () => "remove it, or describe its values",
  ),
  "invalid-name-override": problem<{ index: number }>(
    ({ index }) =>
      `entry ${index} of \`x-speakeasy-name-override\` has no valid \`operationId\` expression and \`methodNameOverride\`; it is ignored`,
    () => 'write `{ operationId: "^list.*", methodNameOverride: list }`',
  ),
  "guessed-pagination": problem<{ operation: string; style: string }>(
    ({ operation, style }) => `${operation} is generated as a list. Its pages are guessed: ${style}`,
    () =>
      "add `x-pagination` to the operation to confirm it, or `x-pagination: { kind: none }`; or set `pagination` in the configuration",
  ),
  "pagination-does-not-fit": problem<{ source: string; problem: string }>(
    ({ source, problem: reason }) => `${source} does not fit this operation, so it is not a list: ${reason}`,
    () => "correct the names, or the operation",
  ),
  "pagination-of-no-operation": problem<{ name: string }>(
    ({ name }) => `\`pagination\` in the configuration names "${name}", which is no operation`,
    () => "write the id of an operation, or its method and path, such as `GET /v2/*`",
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
  "unknown-client-parameter": problem<{ name: string; suggestion: string | undefined }>(
    ({ name }) =>
      `\`clientParameters\` of the configuration has "${name}", which no operation has in its path, query, headers or cookies`,
    ({ suggestion }) => (suggestion === undefined ? "remove it" : `did you mean "${suggestion}"?`),
  ),
  "client-parameter-with-parts": problem<{ name: string }>(
    ({ name }) =>
      `the parameter "${name}" is not always a string, a number or a boolean, so callers pass it to each call`,
    () => "remove it from `clientParameters` of the configuration",
  ),
  "repeated-parameter": problem<{ name: string; count: number; total: number }>(
    ({ name, count, total }) => `${count} of ${total} operations have the parameter "${name}"`,
    ({ name }) =>
      `callers give it once to the client if the configuration has clientParameters: [${JSON.stringify(name)}]`,
  ),
  "shadowed-global": problem<{ name: string }>(
    ({ name }) =>
      `the type \`${name}\` has the name of a global type, which is used by mistake where its import is missing`,
    ({ name }) => `set another name in the configuration: names: { types: { ${name}: "${name}Object" } }`,
  ),
  "parameter-clash": problem<{ name: string; property: string }>(
    ({ name, property }) =>
      `another parameter has the name "${name}", so callers pass this one as \`${property}\``,
    () => "ignore this warning if that is acceptable, or rename one of them",
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
    ({ method }) => `a ${method} request cannot have a body, so the body is ignored`,
    () => "define its properties as parameters, or the operation as a POST request",
  ),
  "path-fragment": problem<{ path: string }>(
    ({ path }) => `the part of the path "${path}" after \`#\` is not sent to servers`,
    () => "remove it, or define a query or header parameter instead",
  ),
  "unused-media-type": problem<{ unused: string; used: string; what: string }>(
    ({ unused, used, what }) => `${what} are ${used}; the SDK does not use ${unused}`,
    () => "ignore this warning if that is acceptable, or define an operation for each",
  ),
  "untyped-response": problem<{ mediaType: string }>(
    ({ mediaType }) => `responses of type ${mediaType} are returned as text and are not typed`,
    () => "define an application/json variant to get types",
  ),
  "stream-of-events": problem<{ items: string }>(
    ({ items }) => `this schema describes events with \`data\`, so the items of the stream are ${items}`,
    () => "if the data itself has this form, say so with `schema: data` in `x-stream`",
  ),
  "unsendable-method": problem<{ method: string }>(
    ({ method }) => `\`fetch\` does not send ${method} requests, so calls of this operation fail`,
    () => "remove the operation, or let callers pass a `fetch` that sends them",
  ),
  "whole-query-without-content": problem<{ name: string }>(
    ({ name }) =>
      `the parameter "${name}" is the whole query but has no \`content\`; it is written as a form`,
    () => "add `content` with application/x-www-form-urlencoded, or another media type",
  ),
  "beside-whole-query": problem<{ name: string; whole: string }>(
    ({ name, whole }) => `the parameter "${whole}" is the whole query, so "${name}" is left out`,
    () => "make it a property of the whole query, or remove it",
  ),
  "delivery-without-body": problem<{ method: string }>(
    ({ method }) =>
      `this ${method} request, which the API sends, has no body with a schema, so no type describes it`,
    () => "describe its body under `requestBody`",
  ),
  "untyped-delivery": problem<{ mediaType: string }>(
    ({ mediaType }) =>
      `the API sends this body as ${mediaType}, which is received unchanged and is not typed`,
    () => "define an application/json variant to get types",
  ),
  "untyped-reply": problem<{ status: string }>(
    ({ status }) =>
      `the response ${status}, which the API expects here, has content or headers that are not typed`,
    () => "ignore this warning if that is acceptable; the response is documented where the request is",
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
    () => "ignore this warning if that is acceptable, or define the schema with properties, oneOf or allOf",
  ),
  "unused-member": problem<{ name: string; reason: string }>(
    ({ name, reason }) => `\`${name}\` has no effect: ${reason}`,
    () => "ignore this warning if that is acceptable, or describe the same in another way",
  ),
  "resource-without-package": problem<{ tag: string }>(
    ({ tag }) => `no package contains the resource "${tag}"`,
    ({ tag }) => `add "${tag}" to the \`resources\` of a package in the configuration`,
  ),
  "events-without-package": problem<{ count: number }>(
    ({ count }) => `no package contains the events of the document (${count})`,
    () => 'give them one: `webhooks: { folder: "webhooks", description: "…" }` in the configuration',
  ),
  "event-union-renamed": problem<{ name: string; other: string }>(
    ({ name, other }) => `the name \`${name}\` is taken, so the union of all events is named \`${other}\``,
    () => "keep it, or give the events a package of their own: `webhooks` with `union` in the configuration",
  ),
  "unknown-resource": problem<{ tag: string; folder: string; known: string }>(
    ({ tag, folder }) =>
      `the package "${folder}" lists the resource "${tag}", which the document does not contain`,
    ({ known }) => `correct it, or remove it; the document contains ${known}`,
  ),
  "custom-without-package": problem<{ folder: string; known: string }>(
    ({ folder }) =>
      `\`custom\` of the configuration has modules for \`${folder}\`, which is no folder of a package`,
    ({ known }) => `the folders are ${known}`,
  ),
  "unknown-error-body": problem<{ name: string; suggestion: string | undefined }>(
    ({ name }) => `\`errorBody\` of the configuration is \`${name}\`, which is no type of the packages`,
    ({ suggestion }) =>
      suggestion === undefined ? "name a type of an error response" : `did you mean "${suggestion}"?`,
  ),
  "other-error-body": problem<{ id: string; statuses: string; name: string }>(
    ({ id, statuses, name }) =>
      `${id} describes another body than \`${name}\` for ${statuses}, but \`errorBody\` of the configuration says that all errors have it`,
    () => "correct the document, or remove `errorBody`; `isErrorOf` tells the types by operation and status",
  ),
  "bundled-runtime-shared": problem<{ folder: string }>(
    ({ folder }) =>
      `the client of \`${folder}\` passes its runtime to other packages, so each of them cannot contain its own`,
    () => 'set runtime: { package: "@acme/runtime" } in the configuration, or remove `umbrella`',
  ),
  "client-name-clash": problem<{ client: string; folder: string }>(
    ({ client, folder }) =>
      `the client of the package "${folder}" and a type or resource in it have the same name: \`${client}\``,
    ({ client }) => `set another name in the configuration, such as \`${client}Client\``,
  ),
  "folder-of-two-packages": problem<{ folder: string }>(
    ({ folder }) => `two packages have the folder "${folder}"`,
    () => "give each package its own folder in the configuration, different by more than case",
  ),
  "resource-in-two-packages": problem<{ tag: string; folders: string }>(
    ({ tag, folders }) => `several packages contain the resource "${tag}": ${folders}`,
    () => "keep it in only one of them",
  ),
};
