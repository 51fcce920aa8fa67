import type { Operation } from "../operations.js";
import type { PlainResponse } from "../server.js";

/** A request that is valid, with its success in the document's examples. */
export interface MemoryRequest {
  readonly operation: Operation;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly example: PlainResponse;
}

/** The values of the parameters in the path of a request. */
export function pathValues({ operation, path }: MemoryRequest): readonly string[] {
  return (operation.pattern.exec(path)?.slice(1) ?? []).map(decoded);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
