import { type ResourceTree, WHOLE_PATH } from "../../config/index.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.ts";
import { groupBy } from "../../groups.ts";
import type { CallName } from "../../names/calls/index.ts";
import { Endpoints, isPath, keyOf } from "./endpoints.ts";
import type { FoundOperation } from "./found-operation.ts";

type Names = ReadonlyMap<FoundOperation, CallName>;

/** A configured method, or a path whose operations are all in one resource. */
interface Entry {
  readonly resource: readonly string[];
  readonly method?: string;
  /** `post /orders`, or `/orders`. */
  readonly endpoint: string;
}

/** The configured names, and problems in the configuration. */
export interface ConfiguredCalls {
  readonly names: Names;
  readonly problems: readonly Diagnostic[];
}

/**
 * The configured names of calls. A method with its endpoint is one call. A path stands for all operations below
 * it: the configured resource replaces the words that the rules derived from the path. The longest path counts.
 *
 * @param byRules The names by the rules.
 * @param known The operations that are not new. New ones do not change the names of the others.
 * @param foreign The name of the configuration if it belongs to another generator; it may be older than the document.
 */
export function configuredCalls(
  tree: ResourceTree,
  byRules: Names,
  known: ReadonlySet<FoundOperation>,
  foreign?: string,
): ConfiguredCalls {
  const entries = entriesOf(tree, []);
  const endpoints = new Endpoints([...byRules.keys()]);
  const names = new Map<FoundOperation, CallName>();
  for (const { resource, endpoint, method } of entries) {
    if (method === undefined) continue;
    for (const operation of endpoints.find(endpoint)) names.set(operation, { resource, method });
  }
  const paths = entries.filter(({ method }) => method === undefined);
  for (const { resource, endpoint } of paths.sort((a, b) => b.endpoint.length - a.endpoint.length)) {
    const below = endpoints.find(endpoint).flatMap((operation) => pair(operation, byRules.get(operation)));
    const older = below.filter(([operation]) => known.has(operation));
    const replaced = replacedWords(
      endpoint,
      (older.length === 0 ? below : older).map(([, rule]) => rule),
    );
    for (const [operation, rule] of below) {
      if (names.has(operation)) continue;
      names.set(operation, { ...rule, resource: [...resource, ...rule.resource.slice(replaced)] });
    }
  }
  // If the document contains none of the names, the configuration belongs to another API.
  const older = names.size > 0 ? foreign : undefined;
  return { names, problems: [...unknownEndpoints(entries, endpoints, older), ...repeatedEndpoints(entries)] };
}

/** The operations that the configuration excludes, and the endpoints that the document does not contain. */
export function ignoredOperations(
  ignore: readonly string[],
  operations: readonly FoundOperation[],
  foreign?: string,
) {
  const endpoints = new Endpoints(operations);
  const unknown = ignore.filter((endpoint) => endpoints.find(endpoint).length === 0);
  return {
    ignored: new Set(ignore.flatMap((endpoint) => endpoints.find(endpoint))),
    problems: unknown.map((endpoint) => unknownEndpoint("ignore", endpoint, endpoints, foreign)),
  };
}

function entriesOf(tree: ResourceTree, resource: readonly string[]): readonly Entry[] {
  return Object.entries(tree).flatMap(([name, value]): readonly Entry[] => {
    const inner = [...resource, name];
    if (typeof value !== "string") return entriesOf(value, inner);
    if (name === WHOLE_PATH) return [{ resource, endpoint: value }];
    return isPath(value)
      ? [{ resource: inner, endpoint: value }]
      : [{ resource, method: name, endpoint: value }];
  });
}

function pair(
  operation: FoundOperation,
  rule: CallName | undefined,
): readonly (readonly [FoundOperation, CallName])[] {
  return rule === undefined ? [] : [[operation, rule]];
}

/** The number of leading words that the resources below a path share, at most one per segment. */
function replacedWords(path: string, names: readonly CallName[]): number {
  const segments = path.split("/").filter((segment) => /^[^{]/.test(segment) && !/^v\d/.test(segment));
  const [first, ...others] = names.map(({ resource }) => resource);
  if (first === undefined) return 0;
  const differs = first.findIndex((word, index) => others.some((resource) => resource[index] !== word));
  return Math.min(differs === -1 ? first.length : differs, segments.length);
}

function unknownEndpoints(
  entries: readonly Entry[],
  endpoints: Endpoints,
  foreign: string | undefined,
): readonly Diagnostic[] {
  return entries
    .filter(({ endpoint }) => endpoints.find(endpoint).length === 0)
    .map(({ endpoint, ...entry }) =>
      unknownEndpoint(`resources.${nameOf(entry)}`, endpoint, endpoints, foreign),
    );
}

/** An endpoint that the document does not contain: an error, but a warning in a configuration that was written for another generator. */
function unknownEndpoint(
  member: string,
  endpoint: string,
  endpoints: Endpoints,
  foreign: string | undefined,
): Diagnostic {
  const meant = endpoints.meantBy(endpoint);
  return foreign === undefined
    ? diagnostic("unknown-endpoint", { endpoint, member, meant })
    : diagnostic("missing-endpoint", { endpoint, member, meant, file: foreign });
}

function repeatedEndpoints(entries: readonly Entry[]): readonly Diagnostic[] {
  const groups = groupBy(entries, ({ endpoint }) => keyOf(endpoint));
  return [...groups.values()]
    .filter((own) => own.length > 1)
    .map((own) =>
      diagnostic("endpoint-named-twice", {
        endpoint: own[0]?.endpoint ?? "",
        names: own.map(nameOf).join(" and "),
      }),
    );
}

function nameOf({ resource, method }: Pick<Entry, "resource" | "method">): string {
  return [...resource, ...(method === undefined ? [] : [method])].join(".");
}
