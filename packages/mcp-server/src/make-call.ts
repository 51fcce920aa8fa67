import type { CatalogueCall } from "./catalogue.ts";

type Input = { readonly [name: string]: unknown };

/**
 * Calls the method of a client, which keeps to the rate limit, retries and counts requests as always.
 *
 * @param input An input that was checked. It contains the arguments and the parameters.
 */
export async function makeCall(
  client: object,
  call: CatalogueCall,
  input: Input,
  signal: AbortSignal,
): Promise<unknown> {
  const names = call.name.split(".");
  const method = names.pop() ?? "";
  const resource = names.reduce(memberOf, client);
  const own = new Set([...call.arguments, ...(call.content === undefined ? [] : [call.content])]);
  const rest = Object.entries(input).filter(([name]) => !own.has(name));
  const params = { ...Object.fromEntries(rest), ...call.fixed };
  const isOmitted = call.params !== "required" && Object.keys(params).length === 0;
  const given = [
    ...call.arguments.map((name) => input[name]),
    ...(call.params === undefined || call.params === "options" ? [] : [isOmitted ? undefined : params]),
    ...(call.content === undefined ? [] : [input[call.content]]),
    { ...(call.params === "options" && params), signal },
  ];
  const send = Reflect.get(resource, method) as (...parameters: unknown[]) => Promise<unknown>;
  return await send.apply(resource, given);
}

function memberOf(value: object, name: string): object {
  return Reflect.get(value, name) as object;
}
