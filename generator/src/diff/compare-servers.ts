import type { ApiModel, ServerModel, ServerVariable } from "../api-model/index.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import type { OwnedOperation } from "./owned-operation.ts";

/** Compares the servers of the API, which are client options, and the default base URL. */
export function compareServers(before: ApiModel, after: ApiModel): Comparison {
  const spot: Spot = { subject: "the API", old: ["servers"], new: ["servers"] };
  const pairs = matchServers(before.servers, after.servers);
  const [kept, known] = [new Set(pairs.map(([, now]) => now)), new Set(pairs.map(([old]) => old))];
  const isOther = before.baseURL !== after.baseURL;
  // A change of the default server is a change of the base URL.
  const isReported = (server: ServerModel) =>
    isOther && (server === before.servers[0] || server === after.servers[0]);
  return together(
    isOther ? found("base-url-changed", spot, { from: before.baseURL, to: after.baseURL }) : SAME,
    ...before.servers
      .filter((server) => !known.has(server) && !isReported(server))
      .map((server) => found("server-removed", { ...spot, subject: serverText(server), old: server.place })),
    ...after.servers
      .filter((server) => !kept.has(server) && !isReported(server))
      .map((server) => found("server-added", { ...spot, subject: serverText(server), new: server.place })),
    ...pairs.map(([old, now]) => compareServer(old, now, isReported(old) || isReported(now))),
  );
}

/** Compares the servers that operations have in place of those of the API. */
export function compareOwnServers(
  { operation: { server: before } }: OwnedOperation,
  { operation: { server: after } }: OwnedOperation,
  spot: Spot,
): Comparison {
  const text = (server: typeof before) => (server === undefined ? "the server of the API" : code(server.url));
  const [from, to] = [text(before), text(after)];
  return from === to ? SAME : found("operation-server-changed", spot, { from, to });
}

type ServerPair = readonly [before: ServerModel, after: ServerModel];

/** Servers of the same name, or else of the same URL. */
function matchServers(before: readonly ServerModel[], after: readonly ServerModel[]): readonly ServerPair[] {
  const left = new Set(after);
  const matched = new Map<ServerModel, ServerModel>();
  for (const keyOf of [({ name }: ServerModel) => name, ({ url }: ServerModel) => url]) {
    for (const server of before) {
      const key = matched.has(server) ? undefined : keyOf(server);
      const other = key === undefined ? undefined : [...left].find((candidate) => keyOf(candidate) === key);
      if (other === undefined) continue;
      matched.set(server, other);
      left.delete(other);
    }
  }
  return [...matched];
}

function compareServer(before: ServerModel, after: ServerModel, isReported: boolean): Comparison {
  const spot = { subject: serverText(after), old: before.place, new: after.place };
  const [from, to] = [before.url, after.url].map(code) as [string, string];
  const isRenamed = before.name !== undefined && before.name !== after.name;
  return together(
    isRenamed ? found("server-renamed", spot, { from: code(before.name), to: serverText(after) }) : SAME,
    from === to || isReported ? SAME : found("server-changed", spot, { from, to }),
    ...compareVariables(before.variables, after.variables, spot, isReported),
  );
}

function compareVariables(
  before: readonly ServerVariable[],
  after: readonly ServerVariable[],
  spot: Spot,
  isReported: boolean,
): readonly Comparison[] {
  const of = (name: string) => ({ ...spot, subject: `${code(name)} of ${spot.subject}` });
  const added = after.filter(({ name }) => !before.some((variable) => variable.name === name));
  return [
    ...before.map((variable) => {
      const other = after.find(({ name }) => name === variable.name);
      if (other === undefined) return found("server-variable-removed", of(variable.name));
      return compareVariable(variable, other, of(variable.name), isReported);
    }),
    ...added.map(({ name, default: value }) =>
      found(value === undefined ? "required-server-variable-added" : "server-variable-added", of(name)),
    ),
  ];
}

function compareVariable(
  before: ServerVariable,
  after: ServerVariable,
  spot: Spot,
  isReported: boolean,
): Comparison {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const [from, to] = [before, after].map(({ default: value }) =>
    value === undefined ? "none" : code(value),
  ) as [string, string];
  return together(
    ...old
      .filter((value) => !now.includes(value) && !now.includes(ANY))
      .map((value) => found("server-variable-value-removed", spot, { from: value })),
    ...now
      .filter((value) => !old.includes(value) && !old.includes(ANY))
      .map((value) => found("server-variable-value-added", spot, { to: value })),
    from === to || isReported ? SAME : found("server-variable-default-changed", spot, { from, to }),
  );
}

const ANY = "any value";

function valuesOf({ values }: ServerVariable): readonly string[] {
  return values === undefined ? [ANY] : values.map(code);
}

/** The name of a server, or else its URL. */
function serverText({ name, url }: ServerModel): string {
  return code(name ?? url);
}
