import * as v from "valibot";
import { identifier, optional, positive, string, strings } from "./values.ts";

/** The rate limit of the API for each key. */
export const rateLimit = v.strictObject({
  /** The maximum number of requests in any period of `perSeconds`. */
  requests: positive,
  /** The length of that period, in seconds. */
  perSeconds: positive,
  /** How long the API rejects requests after a 429, in seconds. */
  recoverySeconds: positive,
  /** The requests in a calendar period by plan. Default: no quota. */
  quota: optional(
    v.strictObject({
      /** The period, `month`. */
      period: v.literal("month"),
      /** The requests by plan, `{ starter: 2000, enterprise: null }`, where `null` is unlimited. */
      plans: v.pipe(v.record(v.string(), v.nullable(positive)), v.readonly()),
    }),
  ),
});

/** A security scheme, with the members that it has in OpenAPI. */
export const securityScheme = v.variant(
  "type",
  [
    v.strictObject({
      /** `apiKey`: a key in a header, in the query or in a cookie. */
      type: v.literal("apiKey"),
      /** The name of the header, query parameter or cookie with the key. */
      name: string,
      /** Where the key is sent. */
      in: v.picklist(["header", "query", "cookie"]),
      /** Documentation of the client option. */
      description: v.exactOptional(string),
    }),
    v.strictObject({
      /** `http`: credentials in the header `Authorization`. */
      type: v.literal("http"),
      /** How the credentials of `http` are written. */
      scheme: v.picklist(["bearer", "basic"]),
      /** Documentation of the client option. */
      description: v.exactOptional(string),
    }),
    v.strictObject({
      /** `oauth2`: tokens of an OAuth 2 server, which the client gets and renews. */
      type: v.literal("oauth2"),
      /** The flows by name, `{ clientCredentials: { tokenUrl, scopes } }`, as in OpenAPI. */
      flows: v.pipe(v.record(v.string(), v.record(v.string(), v.unknown())), v.readonly()),
      /** Documentation of the client option. */
      description: v.exactOptional(string),
    }),
  ],
  "Invalid scheme: Expected the type apiKey, http or oauth2",
);

/** The base URLs of the API by name: `{ production: "https://api.acme.example/v1", sandbox: "https://sandbox.acme.example/v1" }`. */
export const servers = v.pipe(
  v.record(v.string(), string),
  v.check((urls) => Object.keys(urls).length > 0, "Invalid length: Expected at least one server"),
  v.readonly(),
);

/** The options with the credentials of schemes, by scheme: a key or token, or a user name and a password. */
export const credentials = v.pipe(
  v.record(v.string(), v.union([identifier, v.pipe(v.tuple([identifier, identifier]), v.readonly())])),
  v.readonly(),
);

/** The environment variables of options. */
export const variables = v.pipe(
  v.record(
    v.string(),
    v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/, "Invalid variable: Expected a name such as ACME_CLIENT_ID")),
  ),
  v.readonly(),
);

/** Alternatives. Each lists the schemes that are needed together, with their scopes: `[{ token: [] }, {}]`. */
export const security = v.pipe(v.array(v.pipe(v.record(v.string(), strings), v.readonly())), v.readonly());

/** How arrays and objects are sent in the query, unless a parameter has `style` or `explode`. */
export const queryFormat = v.strictObject({
  /** `repeat`: `id=1&id=2`, `comma`: `id=1,2`, `brackets`: `id[]=1&id[]=2`. Default: `repeat`. */
  arrays: v.exactOptional(v.picklist(["repeat", "comma", "brackets"])),
  /** `properties`: `from=1&to=2`, `brackets`: `date[from]=1&date[to]=2`. Default: `properties`. */
  objects: v.exactOptional(v.picklist(["properties", "brackets"])),
});

/** How webhook requests are signed: the hex-encoded HMAC-SHA256 of the raw body. */
export const webhookSignature = v.strictObject({
  /** The request header with the signature. */
  header: string,
  /** The property of an event with its creation time. Default: none, so the age of events is not checked. */
  timestamp: v.exactOptional(string),
});

/** The token in the URL of an app, which tells who opened it. */
export const sessionToken = v.strictObject({
  /** The schema of the payload: `{ $ref: "#/components/schemas/SessionPayload" }`, an object whose values are strings. */
  schema: v.strictObject({
    /** The component of the document. */
    $ref: v.pipe(
      v.string(),
      v.startsWith("#/components/schemas/", "Invalid reference: Expected #/components/schemas/Name"),
    ),
  }),
  /** The query parameter of the app's URL that contains the token. */
  query: v.exactOptional(string),
  /** How the payload is encrypted. */
  cipher: v.literal("aes-128-cbc"),
  /** How the encryption key is derived from the API key. */
  keyDerivation: v.literal("hmac-sha256-of-nothing"),
  /** The properties of the payload that are parts of the key for a session. */
  key: v.strictObject({
    /** The property with the workspace. */
    workspace: string,
    /** The property with the session. Default: none. */
    session: v.exactOptional(string),
  }),
  /** The property with the base URL for requests. Default: none. */
  baseURL: v.exactOptional(string),
  /** The property with the end of the session. Default: none. */
  expires: v.exactOptional(string),
  /** Values that mean that a property is absent, by property. Default: none. */
  absent: v.exactOptional(v.pipe(v.record(v.string(), strings), v.readonly())),
});
