/** What is special about an API's session tokens: which properties of their payload mean what. */
export interface SessionDescription {
  /** The API's name, for messages. */
  readonly name: string;
  /** Prefix of the environment variables: `<prefix>_API_KEY`, `<prefix>_BASE_URL`. */
  readonly environment: string;
  /** The property that names the workspace; a payload without it is none. */
  readonly workspace: string;
  /** The property that binds a key to the session. Absent: no key is bound. */
  readonly session?: string;
  /** The property with the address to send requests to. Absent: the tokens have none. */
  readonly baseURL?: string;
  /** The addresses that a token may name when the options do not say otherwise: the API's own. */
  readonly baseURLs?: readonly string[];
  /** The property that says when the token ends. Absent: the tokens do not say it. */
  readonly expires?: string;
  /** Texts by property that stand for no value: the property is left out. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
}

/** A payload whose type is not known here. */
export type SessionValues = Readonly<Record<string, string>>;

/** A property of the payload; undefined when the API has no such property, or it is missing or empty. */
export function textOf(payload: object, property: string | undefined): string | undefined {
  if (property === undefined || !Object.hasOwn(payload, property)) return undefined;
  return (payload as SessionValues)[property] || undefined;
}
