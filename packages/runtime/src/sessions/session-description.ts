/** The meaning of the properties in the payload of an API's session tokens. */
export interface SessionDescription {
  /** Name of the API, for error messages. */
  readonly name: string;
  /** Prefix of the environment variables: `<prefix>_API_KEY`, `<prefix>_BASE_URL`. */
  readonly environment: string;
  /** The property with the workspace. A payload without it is invalid. */
  readonly workspace: string;
  /** The property that binds a key to the session. Absent: keys are not bound. */
  readonly session?: string;
  /** The property with the base URL for requests. Absent: tokens have none. */
  readonly baseURL?: string;
  /** The base URLs that a token may contain, unless the option `allowedBaseURLs` overrides them. */
  readonly baseURLs?: readonly string[];
  /** The property with the time when the token expires. Absent: tokens have none. */
  readonly expires?: string;
  /** By property: strings that stand for a missing value. A property with such a string is omitted. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
}

/** A payload of any API. */
export type SessionValues = Readonly<Record<string, string>>;

/** A property of the payload; undefined if the API has no such property, or if it is missing or empty. */
export function textOf(payload: object, property: string | undefined): string | undefined {
  if (property === undefined || !Object.hasOwn(payload, property)) return undefined;
  return (payload as SessionValues)[property] || undefined;
}
