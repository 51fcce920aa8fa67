import { type ResourceTree, WHOLE_PATH } from "../../config/index.ts";
import { type Diagnostic, diagnostic, nearest } from "../../diagnostics/index.ts";
import type { CallName } from "../../names/calls/index.ts";
import type { FoundOperation } from "./found-operation.ts";

type Names = ReadonlyMap<FoundOperation, CallName>;

/** A method of the configuration, or a path whose operations are all in one resource. */
interface Entry {
  readonly resource: readonly string[];
  readonly method?: string;
  /** `post /orders`, or `/orders`. */
  readonly endpoint: string;
}

/** The names that the configuration gives, and its problems. */
export interface ConfiguredCalls {
  readonly names: Names;
  readonly problems: readonly Diagnostic[];
}

/**
 * The names that the configuration gives to calls. A method with its endpoint is one call. A path stands for all operations below
 * it: they have the configured resource in place of the words that the rules made from the path. The longest path counts.
 *
 * @param byRules The names by the rules.
 */
export function configuredCalls(tree: ResourceTree, byRules: Names): ConfiguredCalls {
  const entries = entriesOf(tree, []);
  const methods = entries.filter(({ method }) => method !== undefined);
  const paths = entries
    .filter(({ method }) => method === undefined)
    .toSorted((a, b) => b.endpoint.length - a.endpoint.length);
  const names = new Map<FoundOperation, CallName>();
  for (const { resource, endpoint, method = "" } of methods)
    for (const operation of operationsAt(endpoint, byRules)) names.set(operation, { resource, method });
  for (const entry of paths) {
    const below = operationsBelow(entry.endpoint, byRules);
    const replaced = replacedWords(entry.endpoint, [...below.values()]);
    for (const [operation, { resource, method }] of below)
      if (!names.has(operation))
        names.set(operation, { resource: [...entry.resource, ...resource.slice(replaced)], method });
  }
  return { names, problems: [...unknownEndpoints(entries, byRules), ...repeatedEndpoints(entries)] };
}

function entriesOf(tree: ResourceTree, resource: readonly string[]): readonly Entry[] {
  return Object.entries(tree).flatMap(([name, value]): readonly Entry[] => {
    const inner = [...resource, name];
    if (typeof value !== "string") return entriesOf(value, inner);
    if (name === WHOLE_PATH) return [{ resource, endpoint: value }];
    return value.startsWith("/")
      ? [{ resource: inner, endpoint: value }]
      : [{ resource, method: name, endpoint: value }];
  });
}

function operationsAt(endpoint: string, names: Names): readonly FoundOperation[] {
  return [...names.keys()].filter((operation) => keyOf(endpointOf(operation)) === keyOf(endpoint));
}

function operationsBelow(path: string, names: Names): Names {
  const start = keyOf(path).replace(/\/$/, "");
  return new Map(
    [...names].filter(([operation]) => {
      const rest = keyOf(operation.path);
      return rest.startsWith(start) && /^(?:$|[/?#:])/.test(rest.slice(start.length));
    }),
  );
}

/** How many of the first words of the resources below a path stand for the path: those that they share, at most one a segment. */
function replacedWords(path: string, names: readonly CallName[]): number {
  const segments = path.split("/").filter((segment) => /^[^{]/.test(segment) && !/^v\d/.test(segment));
  const [first, ...others] = names.map(({ resource }) => resource);
  if (first === undefined) return 0;
  const differs = first.findIndex((word, index) => others.some((resource) => resource[index] !== word));
  return Math.min(differs === -1 ? first.length : differs, segments.length);
}

function endpointOf({ method, path }: FoundOperation): string {
  return `${method.toLowerCase()} ${path}`;
}

/** Endpoints that differ in the names of path parameters, or in the case of the method, are the same. */
function keyOf(endpoint: string): string {
  return endpoint.replace(/^\w+(?= )/, (method) => method.toLowerCase()).replaceAll(/\{[^}]*\}/g, "{}");
}

function unknownEndpoints(entries: readonly Entry[], names: Names): readonly Diagnostic[] {
  const known = [...names.keys()].map(endpointOf);
  return entries
    .filter(({ endpoint, method }) =>
      method === undefined
        ? operationsBelow(endpoint, names).size === 0
        : operationsAt(endpoint, names).length === 0,
    )
    .map(({ endpoint, resource, method }) => {
      const candidates = method === undefined ? [...names.keys()].map(({ path }) => path) : known;
      const meant = sameWithOtherMethod(endpoint, known) ?? nearest(endpoint, candidates) ?? "";
      return diagnostic("unknown-endpoint", { endpoint, name: nameOf({ resource, method }), meant });
    });
}

/** The endpoint of the same path with another method. */
function sameWithOtherMethod(endpoint: string, known: readonly string[]): string | undefined {
  const pathOf = (text: string) => keyOf(text).replace(/^\w+ /, "");
  return known.find((other) => pathOf(other) === pathOf(endpoint) && endpoint.includes(" "));
}

function repeatedEndpoints(entries: readonly Entry[]): readonly Diagnostic[] {
  const groups = Map.groupBy(entries, ({ endpoint }) => keyOf(endpoint));
  return [...groups.values()]
    .filter((own) => own.length > 1)
    .map((own) =>
      diagnostic("endpoint-named-twice", {
        endpoint: own[0]?.endpoint ?? "",
        names: own.map(nameOf).join(" and "),
      }),
    );
}

function nameOf({
  resource,
  method,
}: {
  readonly resource: readonly string[];
  readonly method?: string | undefined;
}): string {
  return [...resource, ...(method === undefined ? [] : [method])].join(".");
}
