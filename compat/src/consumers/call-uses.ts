import type { OperationModel, ResourcePackage } from "@copilot-sdk/generator";
import { type NameOf, typeText } from "./type-text.ts";

/** An operation and its client. */
export interface Caller {
  /** The class of the client. */
  readonly client: string;
  readonly resource: ResourcePackage["resources"][number]["resource"];
  readonly nameOf: NameOf;
}

/**
 * Statements that call an operation with and without parameters and options, mock its method with `Pick`, override it in a
 * subclass of the resource, and use its constant.
 */
export function usesOfCall(
  operation: OperationModel,
  { client, resource, nameOf }: Caller,
): readonly string[] {
  const { id, method, params, pathParameters, errors } = operation;
  const key = JSON.stringify(method);
  const result = resultText(operation, nameOf);
  const path = pathParameters.map(({ type }) => `given<${typeText(type, nameOf)}>()`);
  const own = params === undefined ? [] : [`given<${nameOf(params.name)}>()`];
  const options = '{ timeout: 1000, signal: given<AbortSignal>(), headers: { name: "value" } }';
  const accessors = [...resource.path, method].map((name) => `[${JSON.stringify(name)}]`).join("");
  const call = (...values: readonly string[]) => `given<sdk.${client}>()${accessors}(${values.join(", ")})`;
  const inPath = pathParameters.map(({ type }, index) => `part${index}: ${typeText(type, nameOf)}`);
  // Parameters that are part of the options have no argument of their own.
  const isApart = params !== undefined && params.inOptions !== true;
  const inParams = isApart ? [`params${params.required ? "" : "?"}: ${nameOf(params.name)}`] : [];
  const optionsType =
    params?.inOptions === true ? `${nameOf(params.name)} & sdk.RequestOptions` : "sdk.RequestOptions";
  const signature = [...inPath, ...inParams, `options?: ${optionsType}`].join(", ");
  const names = [...inPath.map((_, index) => `part${index}`), ...(isApart ? ["params"] : []), "options"];
  const parameters = [...path, ...(isApart ? own : []), options].join(", ");
  return [
    `export const calls_${id} = () => [`,
    ...(params?.required === true ? [] : [`  ${call(...path)} satisfies ${result},`]),
    `  ${call(...path, ...own)} satisfies ${result},`,
    `  ${call(parameters)} satisfies ${result},`,
    "];",
    `export const mock_${id}: Pick<sdk.${resource.className}, ${key}> = {`,
    `  ${key}: (${signature}): ${result} => given<${result}>(),`,
    "};",
    `export class Extended_${id} extends sdk.${resource.className} {`,
    `  override [${key}](${signature}): ${result} {`,
    `    return super[${key}](${names.join(", ")});`,
    "  }",
    "}",
    `export const wrapped_${id} = (...values: Parameters<sdk.${resource.className}[${key}]>): ${result} =>`,
    `  given<sdk.${client}>()${accessors}(...values);`,
    `export const result_${id} = (value: Awaited<ReturnType<sdk.${resource.className}[${key}]>>): ${awaitedText(operation, nameOf)} => value;`,
    `export const error_${id} = (error: unknown): void => {`,
    `  if (!sdk.isErrorOf(sdk[${JSON.stringify(id)}], error)) return;`,
    ...errors
      .filter(({ status }) => /^\d+$/.test(status))
      .map(
        ({ status, type }) =>
          `  if (error.status === ${status}) given<(body: ${typeText(type, nameOf)}) => void>()(error.body);`,
      ),
    "};",
    `export const path_${id}: string = sdk[${JSON.stringify(id)}].path;`,
  ];
}

function resultText(operation: OperationModel, nameOf: NameOf): string {
  const { call, response } = operation;
  switch (call.kind) {
    case "single":
      return `sdk.APIPromise<${typeText(response.type, nameOf)}>`;
    case "paged":
      return `sdk.PagePromise<${[call.item, call.body ?? []]
        .flat()
        .map((type) => typeText(type, nameOf))
        .join(", ")}>`;
    case "streamed":
      return call.choice === undefined
        ? `sdk.StreamPromise<${typeText(call.item, nameOf)}>`
        : `sdk.APIPromise<${awaitedText(operation, nameOf)}>`;
  }
}

function awaitedText({ call, response }: OperationModel, nameOf: NameOf): string {
  switch (call.kind) {
    case "single":
      return typeText(response.type, nameOf);
    case "paged":
      return `{ readonly data: readonly ${typeText(call.item, nameOf)}[] }`;
    case "streamed": {
      const stream = `sdk.Stream<${typeText(call.item, nameOf)}>`;
      return call.choice === undefined ? stream : `${typeText(response.type, nameOf)} | ${stream}`;
    }
  }
}
