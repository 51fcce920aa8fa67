import {
  defaultUrl,
  type OperationServer,
  type ServerModel,
  type ServerVariable,
} from "../../api-model/servers.ts";
import type { Place } from "../../api-model/type-model.ts";
import { camelName, hasName } from "../../names/words.ts";
import type { ServerObject } from "../../spec/index.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";

/** The servers of the API. Names that occur twice get a number. */
export function serversOf({ document }: ModelContext): readonly ServerModel[] {
  const taken = new Set<string>();
  return (document.root.servers ?? []).map((server, index) => {
    const name = freeName(nameOf(server), taken);
    if (name !== undefined) taken.add(name);
    return { ...(name !== undefined && { name }), ...serverOf(server, ["servers", index]) };
  });
}

/**
 * The server of an operation or its path, if it is not a server of the API. It receives the API's credentials only if it has the
 * origin of an API server, or if the operation has its own `security`.
 */
export function operationServer(
  context: ModelContext,
  { value, servers }: WrittenOperation,
): OperationServer | undefined {
  const [first] = servers?.value ?? [];
  if (first === undefined || servers === undefined) return undefined;
  const url = defaultUrl(serverOf(first, servers.pointer));
  const known = serversOf(context).map(defaultUrl);
  if (known[0] === url || (known.length === 0 && url === "")) return undefined;
  const { origin } = parsed(url) ?? {};
  const isTrusted = origin === undefined || known.some((other) => parsed(other)?.origin === origin);
  const needsNone = (value.security ?? context.document.root.security ?? []).length === 0;
  if (isTrusted || needsNone || value.security !== undefined) return { url };
  context.report("server-without-credentials", { url }, servers.pointer);
  return { url, withoutCredentials: true };
}

function serverOf(
  { url, description, variables = {} }: ServerObject,
  place: Place,
): Omit<ServerModel, "name"> {
  const names = [...new Set([...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name))];
  return {
    url: url.replace(/\/+$/, ""),
    ...(description !== undefined && { description }),
    variables: names.map((name): ServerVariable => {
      const written = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return {
        name,
        ...(written?.default !== undefined && { default: String(written.default) }),
        ...(written?.enum !== undefined && written.enum.length > 0 && { values: written.enum.map(String) }),
        ...(written?.description !== undefined && { description: written.description }),
      };
    }),
    place,
  };
}

/** The `name` of OpenAPI 3.2, or a description of up to three words that is not a sentence: "EU sandbox". */
function nameOf({ name, description = "" }: ServerObject): string | undefined {
  const label = name ?? (/^[\w-]+( [\w-]+){0,2}$/.test(description.trim()) ? description : "");
  return hasName(label) ? camelName(label) : undefined;
}

function freeName(name: string | undefined, taken: ReadonlySet<string>): string | undefined {
  if (name === undefined || !taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name}${number}`)) return `${name}${number}`;
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
