import type { PathTemplate } from "./encoders.js";
import type { OperationDefinition } from "./operation.js";
import { propertyOf } from "./parameters.js";

/** The data that all calls of an operation need, derived from its definition once. */
export interface OperationPlan {
  /** The path, if it has parameters. */
  readonly template: PathTemplate | undefined;
  /** The parameters that are sent in the path, query, headers or cookies, and so are not part of the body. */
  readonly outsideBody: ReadonlySet<string>;
}

/**
 * The plan of an operation. It is created once.
 *
 * @throws TypeError if the operation has path parameters or a body, but nothing that writes them.
 */
export function planOf(operation: OperationDefinition): OperationPlan {
  let plan = plans.get(operation);
  if (plan === undefined) {
    const { id, path, body, query = [], headers = [], cookies = [], "~parts": parts } = operation;
    if (!parts && (body || path.includes("{"))) {
      throw new TypeError(`${id} was not defined with operation()`);
    }
    const template = parts?.path(path);
    const outside = [...query, ...headers, ...cookies].map(propertyOf);
    plan = { template, outsideBody: new Set([...outside, ...(template?.names ?? [])]) };
    plans.set(operation, plan);
  }
  return plan;
}

const plans = new WeakMap<OperationDefinition, OperationPlan>();

/** The names of the given parameters that are sent nowhere else than in the body. undefined is no value. */
export function bodyNames(
  values: Readonly<Record<string, unknown>>,
  outsideBody: ReadonlySet<string>,
): readonly string[] {
  return Object.keys(values).filter((name) => values[name] !== undefined && !outsideBody.has(name));
}

/**
 * Refuses parameters that would be sent nowhere.
 *
 * @param body The parameter that is the body, if there is one.
 * @throws TypeError that names the first of them.
 */
export function refuseOthers({ id }: { readonly id: string }, names: readonly string[], body?: string): void {
  for (const name of names) if (name !== body) throw new TypeError(`${id} has no parameter ${name}`);
}
