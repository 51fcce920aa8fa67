import { createContext, Script } from "node:vm";
import { JSONPathEnvironment, JSONPathError, type JSONPathQuery } from "json-p3";
import { formatPointer, type Pointer } from "../spec/index.ts";
import { MAXIMUM_DEPTH } from "../spec/source.ts";

/** A parsed JSONPath. */
export interface Query {
  readonly text: string;
  readonly path: JSONPathQuery;
}

/** A string is not a JSONPath. The message contains the reason. */
export class QuerySyntaxError extends Error {}

/** A query takes longer, or selects more nodes, than any overlay needs. */
export class QueryLimitError extends Error {}

/** The maximum time of all queries of a run, in ms. Nested filters take a time that is exponential in their depth. */
const MAXIMUM_TIME = 60_000;

/** The maximum number of nodes that a query may select. */
const MAXIMUM_NODES = 200_000;

// The default depth of 50 is less than that of some documents.
const environment = new JSONPathEnvironment({ maxRecursionDepth: 2 * MAXIMUM_DEPTH });

/**
 * Parses a JSONPath of RFC 9535.
 *
 * @throws {QuerySyntaxError} with the reason and the position.
 */
export function compileQuery(text: string): Query {
  try {
    return { text, path: environment.compile(text) };
  } catch (error) {
    if (error instanceof RangeError) throw new QuerySyntaxError("it is nested too deeply");
    if (error instanceof JSONPathError) throw new QuerySyntaxError(error.message);
    throw error;
  }
}

/** Runs queries within {@link MAXIMUM_TIME} altogether. */
export class QueryRunner {
  #left: number;
  readonly #sandbox: { run?: () => unknown } = {};
  readonly #context = createContext(this.#sandbox);
  readonly #script = new Script("run()");

  constructor(maximumTime: number = MAXIMUM_TIME) {
    this.#left = maximumTime;
  }

  /**
   * The pointers of the nodes that a query selects, each once.
   *
   * @throws {QueryLimitError} if it takes too long or selects too many nodes.
   */
  select({ path }: Query, root: unknown): readonly Pointer[] {
    const found = new Map<string, Pointer>();
    const started = performance.now();
    this.#sandbox.run = () => {
      for (const { location } of path.lazyQuery(root as Parameters<typeof path.lazyQuery>[0])) {
        found.set(formatPointer(location), location);
        if (found.size > MAXIMUM_NODES) throw new QueryLimitError();
      }
    };
    try {
      // Only a script can be interrupted. What it calls is interrupted, too.
      this.#script.runInContext(this.#context, { timeout: Math.max(1, Math.ceil(this.#left)) });
    } catch (error) {
      const isTimeout = (error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
      if (isTimeout || error instanceof JSONPathError) throw new QueryLimitError();
      throw error;
    }
    this.#left -= performance.now() - started;
    return [...found.values()];
  }
}
