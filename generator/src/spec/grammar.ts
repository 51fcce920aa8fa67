/** The kinds of objects that an OpenAPI document consists of. */
export type NodeKind = keyof typeof GRAMMAR;

/** True if a value is an object of a kind, an object with such values, or an array of them. */
export interface Shape<Kind extends string = NodeKind> {
  readonly holds: "one" | "map" | "list";
  readonly kind: Kind;
  /** The map may have `x-` members besides its entries. */
  readonly extensible?: true;
}

const one = <Kind extends string>(kind: Kind) => ({ holds: "one", kind }) as const;
const list = <Kind extends string>(kind: Kind) => ({ holds: "list", kind }) as const;
const map = <Kind extends string>(kind: Kind) => ({ holds: "map", kind }) as const;
const extensibleMap = <Kind extends string>(kind: Kind) =>
  ({ holds: "map", kind, extensible: true }) as const;

const parameterMembers = {
  schema: one("schema"),
  content: map("mediaType"),
  examples: map("example"),
};

/**
 * The object kinds that members contain. Everything else is plain data: a `$ref` in an example is part of the example, and a
 * property named `example` is a property.
 */
const GRAMMAR = {
  document: {
    info: one("info"),
    servers: list("server"),
    tags: list("tag"),
    externalDocs: one("externalDocs"),
    paths: extensibleMap("pathItem"),
    webhooks: map("pathItem"),
    components: one("components"),
    "x-rate-limit": one("rateLimit"),
    "x-pagination": one("pagination"),
    "x-stream": one("stream"),
    "x-query-format": one("queryFormat"),
    "x-webhook-signature": one("webhookSignature"),
    "x-session-token": one("sessionToken"),
  },
  rateLimit: { quota: one("quota") },
  quota: {},
  pagination: {},
  stream: {},
  listPagination: {},
  queryFormat: {},
  webhookSignature: {},
  sessionToken: { schema: one("schema") },
  info: { contact: one("contact"), license: one("license") },
  contact: {},
  license: {},
  externalDocs: {},
  server: { variables: map("serverVariable") },
  serverVariable: {},
  tag: { externalDocs: one("externalDocs") },
  components: {
    schemas: map("schema"),
    responses: map("response"),
    parameters: map("parameter"),
    examples: map("example"),
    requestBodies: map("requestBody"),
    headers: map("header"),
    securitySchemes: map("securityScheme"),
    links: map("link"),
    callbacks: map("callback"),
    mediaTypes: map("mediaType"),
    pathItems: map("pathItem"),
  },
  pathItem: {
    servers: list("server"),
    parameters: list("parameter"),
    get: one("operation"),
    put: one("operation"),
    post: one("operation"),
    delete: one("operation"),
    options: one("operation"),
    head: one("operation"),
    patch: one("operation"),
    trace: one("operation"),
    query: one("operation"),
    additionalOperations: map("operation"),
  },
  operation: {
    externalDocs: one("externalDocs"),
    servers: list("server"),
    parameters: list("parameter"),
    requestBody: one("requestBody"),
    responses: extensibleMap("response"),
    callbacks: map("callback"),
    "x-pagination": one("listPagination"),
    "x-upload": one("upload"),
    "x-stream": one("stream"),
  },
  upload: { ready: one("uploadReadiness") },
  uploadReadiness: {},
  parameter: parameterMembers,
  header: parameterMembers,
  requestBody: { content: map("mediaType") },
  response: { headers: map("header"), content: map("mediaType"), links: map("link") },
  mediaType: {
    schema: one("schema"),
    itemSchema: one("schema"),
    examples: map("example"),
    encoding: map("encoding"),
    prefixEncoding: list("encoding"),
    itemEncoding: one("encoding"),
  },
  encoding: {
    headers: map("header"),
    encoding: map("encoding"),
    prefixEncoding: list("encoding"),
    itemEncoding: one("encoding"),
  },
  schema: {
    $defs: map("schema"),
    contentSchema: one("schema"),
    definitions: map("schema"),
    allOf: list("schema"),
    anyOf: list("schema"),
    oneOf: list("schema"),
    not: one("schema"),
    if: one("schema"),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: one("schema"),
    else: one("schema"),
    properties: map("schema"),
    patternProperties: map("schema"),
    additionalProperties: one("schema"),
    unevaluatedProperties: one("schema"),
    propertyNames: one("schema"),
    dependentSchemas: map("schema"),
    items: one("schema"),
    prefixItems: list("schema"),
    unevaluatedItems: one("schema"),
    contains: one("schema"),
    discriminator: one("discriminator"),
    externalDocs: one("externalDocs"),
    xml: one("xml"),
  },
  discriminator: {},
  xml: {},
  securityScheme: { flows: one("oauthFlows") },
  oauthFlows: {
    implicit: one("oauthFlow"),
    password: one("oauthFlow"),
    clientCredentials: one("oauthFlow"),
    authorizationCode: one("oauthFlow"),
    deviceAuthorization: one("oauthFlow"),
  },
  oauthFlow: {},
  example: {},
  link: { server: one("server") },
  callback: {},
} as const satisfies { readonly [kind: string]: { readonly [member: string]: Shape<string> } };

/** The member of `components` for each kind. Other kinds cannot be referenced. */
export const MEMBER_OF: Partial<Record<NodeKind, string>> = {
  schema: "schemas",
  response: "responses",
  parameter: "parameters",
  example: "examples",
  requestBody: "requestBodies",
  header: "headers",
  securityScheme: "securitySchemes",
  link: "links",
  callback: "callbacks",
  mediaType: "mediaTypes",
  pathItem: "pathItems",
};

const SHAPES: ReadonlyMap<string, ReadonlyMap<string, Shape>> = new Map(
  Object.entries(GRAMMAR).map(([kind, members]) => [kind, new Map(Object.entries(members))]),
);

/** The shapes of the members of an object that are not plain data. */
export function memberShapes(kind: NodeKind): ReadonlyMap<string, Shape> | undefined {
  return SHAPES.get(kind);
}

/** The shape of a member of an object. `undefined` if the member is plain data. */
export function memberShape(kind: NodeKind, member: string): Shape | undefined {
  return memberShapes(kind)?.get(member);
}
