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
  "body-taken-as-required": problem<NoFacts>(
    () => "the body has required properties, but does not say whether it is required; callers must pass them",
    () => "add `required: true`, or `required: false` if requests may have no body",
  ),
  "guessed-pagination": problem<{ operation: string; style: string }>(
    ({ operation, style }) => `${operation} is generated as a list; its pagination is a guess: ${style}`,
    () =>
      "add `x-pagination` to the operation to confirm it, or `x-pagination: { kind: none }`; or set `pagination` in the configuration",
  ),
  "pagination-does-not-fit": problem<{ source: string; problem: string }>(
    ({ source, problem: reason }) => `${source} does not fit this operation, so it is not a list: ${reason}`,
    () => "correct the names, or the operation",
  ),
  "property-hidden-by-page": problem<{ operation: string; name: string }>(
    ({ operation, name }) =>
      `the pages of ${operation} have a member \`${name}\` of their own, which hides the property \`${name}\` of the response`,
    () => "add `x-pagination: { kind: none }` to the operation if callers need the property",
  ),
  "property-is-page-method": problem<{ operation: string; name: string }>(
    ({ operation, name }) =>
      `the property \`${name}\` of the response of ${operation} is the method \`${name}()\` of its pages, which returns the same`,
    () => "nothing needs to be changed",
  ),
  "since-ahead": problem<{ since: string; version: string }>(
    ({ since, version }) => `x-since is ${since}, but the version of the document is ${version}`,
    () => "raise `info.version`, or correct `x-since`",
  ),
  "no-base-url": problem<{ url: string }>(
    ({ url }) =>
      `${url === "" ? "the document has no server" : `the server ${url} has no host`}, so every user of the packages must pass \`baseURL\``,
    () => "add the URL of the API to `servers`, in the document or in an overlay",
  ),
  "server-without-credentials": problem<{ url: string }>(
    ({ url }) =>
      `${url} is not a server of the API, and the operation declares no \`security\`, so it is called without credentials`,
    () => "add `security` to the operation if this server accepts the credentials of the API",
  ),
  "repeated-parameter": problem<{ name: string; count: number; total: number }>(
    ({ name, count, total }) => `${count} of ${total} operations have the parameter "${name}"`,
    ({ name }) =>
      `to pass it once to the client, set clientParameters: [${JSON.stringify(name)}] in the configuration`,
  ),
  "shadowed-global": problem<{ name: string }>(
    ({ name }) =>
      `the type \`${name}\` has the name of a global type, so a missing import silently uses the global type`,
    ({ name }) => `set another name in the configuration: names: { types: { ${name}: "${name}Object" } }`,
  ),
  "parameter-clash": problem<{ name: string; property: string }>(
    ({ name, property }) =>
      `another parameter has the name "${name}", so callers pass this one as \`${property}\``,
    () => "ignore this warning if that is acceptable, or rename one of them",
  ),
  "ignored-header": problem<{ name: string; isOfFetch: boolean }>(
    ({ name, isOfFetch }) =>
      isOfFetch
        ? `the header parameter "${name}" is ignored: \`fetch\` sets this header, and callers cannot`
        : `the header parameter "${name}" is ignored, as OpenAPI requires: the SDK sets this header`,
    ({ isOfFetch }) =>
      isOfFetch ? "remove it" : "remove it; callers can set the header in the options of a call",
  ),
  "unsendable-header": problem<{ name: string }>(
    ({ name }) => `no request can have a header with the name "${name}", so it is not sent`,
    () => "use only ASCII letters, digits and hyphens in the name",
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
  "missing-content": problem<{ endpoint: string; status: string }>(
    ({ endpoint, status }) =>
      `the response ${status} of ${endpoint} has no \`content\`, so the result of the call is \`unknown\``,
    () => "describe it under `content`, or use the status 204 if it has none",
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
    ({ scheme }) => `the SDK cannot send credentials of the security scheme "${scheme}"`,
    () =>
      "callers can add them with `fetch` or middleware; if the API accepts another scheme, describe that one",
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
};
