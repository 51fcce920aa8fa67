import { RefusedRequestError } from "./server.js";

/** The preferences in the `Prefer` header of a request. */
export interface Preferences {
  /** Status of the response, 200 to 599. */
  readonly code?: number;
  /** Name of an example in the document. */
  readonly exampleKey?: string;
  /** Whether the body is generated from the schema instead of taken from an example. */
  readonly dynamic?: boolean;
  /** Random seed for the generated body. */
  readonly seed?: string;
}

/**
 * Reads a `Prefer` header: `code=404, example=empty`. Preferences that the mock does not know are ignored.
 *
 * @throws RefusedRequestError when a known preference has an invalid value.
 */
export function readPreferences(header: string | undefined): Preferences {
  const { code, example, dynamic, seed } = readPairs(header ?? "");
  if (code !== undefined && !/^[2-5]\d\d$/.test(code))
    throw refused("code", code, "a status from 200 to 599");
  if (dynamic !== undefined && !/^(true|false)$/.test(dynamic))
    throw refused("dynamic", dynamic, "true or false");
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { exampleKey: example }),
    ...(dynamic !== undefined && { dynamic: dynamic === "true" }),
    ...(seed !== undefined && { seed }),
  };
}

/** The operation that a `Prefer` header chooses, `GET /files/{id}`. Undefined if it chooses none. */
export function readOperationPreference(header: string | undefined): string | undefined {
  const { operation } = readPairs(header ?? "");
  try {
    return operation === undefined ? undefined : decodeURI(operation);
  } catch {
    return operation;
  }
}

/** The preference for an operation, in characters that a header may contain. */
export function operationPreference(id: string): string {
  return `operation="${encodeURI(id)}"`;
}

function readPairs(header: string): { readonly [name: string]: string | undefined } {
  const pattern = /(?:^|[,;])\s*(code|example|dynamic|seed|operation)\s*=\s*(?:"([^"]*)"|([^,;]*))/gi;
  const pairs = [...header.matchAll(pattern)].map(
    ([, name = "", quoted, plain = ""]) => [name.toLowerCase(), quoted ?? plain.trim()] as const,
  );
  return Object.fromEntries(pairs);
}

function refused(name: string, value: string, expected: string): RefusedRequestError {
  return new RefusedRequestError(400, `the Prefer header asks for ${name}=${value}; it must be ${expected}`);
}
