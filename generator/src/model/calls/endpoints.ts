import { nearest } from "../../diagnostics/index.ts";
import { groupBy } from "../../groups.ts";
import type { FoundOperation } from "./found-operation.ts";

/** The operations of a document by their key in the configuration: `post /orders`, or `/orders` for all operations below a path. */
export class Endpoints {
  readonly #operations: readonly FoundOperation[];
  readonly #byKey: ReadonlyMap<string, readonly FoundOperation[]>;

  constructor(operations: readonly FoundOperation[]) {
    this.#operations = operations;
    this.#byKey = groupBy(operations, (operation) => keyOf(endpointOf(operation)));
  }

  /** The operations that match an endpoint or a path. */
  find(endpoint: string): readonly FoundOperation[] {
    if (!isPath(endpoint)) return this.#byKey.get(keyOf(endpoint)) ?? [];
    const start = keyOf(endpoint).replace(/\/$/, "");
    return this.#operations.filter(({ path }) => {
      const own = keyOf(path);
      return own.startsWith(start) && /^(?:$|[/?#:])/.test(own.slice(start.length));
    });
  }

  /** Suggestions for an endpoint or a path that the document does not contain. Empty: nothing is similar. */
  meantBy(endpoint: string): string {
    if (isPath(endpoint))
      return (
        nearest(
          endpoint,
          this.#operations.map(({ path }) => path),
        ) ?? ""
      );
    const known = this.#operations.map(endpointOf);
    const pathOf = (text: string) => keyOf(text).replace(/^\w+ /, "");
    const otherMethod = known.find((other) => pathOf(other) === pathOf(endpoint));
    return otherMethod ?? nearest(endpoint, known) ?? "";
  }
}

/** True if a key selects all operations below a path. */
export function isPath(endpoint: string): boolean {
  return endpoint.startsWith("/");
}

/** `post /orders` */
export function endpointOf({ method, path }: FoundOperation): string {
  return `${method.toLowerCase()} ${path}`;
}

/** Endpoints that differ in the names of path parameters, or in the case of the method, are the same. */
export function keyOf(endpoint: string): string {
  return endpoint.replace(/^\S+(?= )/, (method) => method.toLowerCase()).replaceAll(/\{[^}]*\}/g, "{}");
}
