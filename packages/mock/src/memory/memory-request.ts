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

/** The request with other values of the parameters in its path. */
export function withPathValues(request: MemoryRequest, values: readonly string[]): MemoryRequest {
  const former = pathValues(request);
  if (values.every((value, index) => value === former[index])) return request;
  const rest = [...values];
  const path = request.operation.path.replace(/\{[^}]*\}/g, () => encodeURIComponent(rest.shift() ?? ""));
  return { ...request, path };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
