import type { Place } from "./type-model.ts";

/** A base URL of the API. */
export interface ServerModel {
  /** The value of the client option `server`. Absent if the document does not name the server. */
  readonly name?: string;
  /** `https://{region}.shop.example/v1`, without a slash at the end. */
  readonly url: string;
  readonly description?: string;
  /** The variables of the URL, in their order in it. */
  readonly variables: readonly ServerVariable[];
  readonly place: Place;
}

export interface ServerVariable {
  readonly name: string;
  /** Absent: callers must pass a value. */
  readonly default?: string;
  /** The allowed values. Absent: any. */
  readonly values?: readonly string[];
  readonly description?: string;
}

/** A server that an operation has in place of those of the API. */
export interface OperationServer {
  /** Absolute, or relative to the origin of the API, with the defaults of its variables. */
  readonly url: string;
  /** The document does not say that it accepts the credentials of the API. */
  readonly withoutCredentials?: true;
}

/** The URL of a server with the defaults of its variables. A variable without a default remains. */
export function defaultUrl({ url, variables }: Pick<ServerModel, "url" | "variables">): string {
  return variables
    .reduce((text, { name, default: value }) => {
      return value === undefined ? text : text.replaceAll(`{${name}}`, () => value);
    }, url)
    .replace(/\/+$/, "");
}
