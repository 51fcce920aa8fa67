/**
 * The source of call names: the paths and verbs, the tags and the rest of the operation ids, the tags and the whole operation
 * ids, or the operation ids alone.
 */
export type Naming = (typeof NAMINGS)[number];

/** All values of {@link Naming}. */
export const NAMINGS = ["paths", "tags", "tagged-ids", "ids"] as const;

/** An operation as far as its name depends on it. Nothing else is read. */
export interface NamedOperation {
  readonly operationId?: string;
  /** In any case: `get`, `GET`. */
  readonly method: string;
  /** `/orders/{order_id}`. */
  readonly path: string;
  readonly tags: readonly string[];
  /** The response: an array or a page of items, a single object, or anything else. Default: unknown. */
  readonly answer?: "list" | "item" | "other";
}

/** The name of a call: `client.chat.completions.create` has the resource `["chat", "completions"]` and the method `create`. */
export interface CallName {
  readonly resource: readonly string[];
  readonly method: string;
}

/** Document-wide choices of the rules. */
export interface NamingChoices {
  readonly naming: Naming;
  /** The version that names do not mention: the most frequent one. */
  readonly version: string | undefined;
  /** The parts at the beginning that nearly all paths share, `{}` for a value. Names do not mention them. */
  readonly prefix: readonly string[];
  /** True if nearly all ids contain a verb, so that an id without one is a name. */
  readonly idsHaveVerbs: boolean;
}

/** The names that calls have already, and the choices that they were made with. */
export interface FormerNames {
  readonly choices: NamingChoices;
  /** In the order of the operations. `undefined` for a new one. */
  readonly names: readonly (CallName | undefined)[];
}

/** The names of all calls of a document. */
export interface CallNames {
  readonly choices: NamingChoices;
  /** One line for people: `from paths, because 97 % of the operation ids only repeat method and path`. */
  readonly reason: string;
  /** In the order of the operations. */
  readonly names: readonly CallName[];
}
