import {
  type JsonValue,
  literal,
  literalKey,
  type OperationModel,
  type Property,
  type ResourcePackage,
} from "@copilot-sdk/generator/kit";
import type { ValueTypeWriter } from "./value-types.ts";

/** An operation, and the path of its call: `chat.completions.create`. */
export interface CallOfOperation {
  readonly path: readonly string[];
  readonly operation: OperationModel;
}

/** The operations of a package in the order of their resources. */
export function callsOf({ resources }: ResourcePackage): readonly CallOfOperation[] {
  return resources.flatMap(({ resource }) =>
    resource.operations.map((operation) => ({ path: [...resource.path, operation.method], operation })),
  );
}

/** The operations as data for handlers: an object literal with an entry for each call. */
export function operationsText(calls: readonly CallOfOperation[], writer: ValueTypeWriter): string {
  const entries = calls.map(({ path, operation }) => {
    const facts = Object.entries(factsOf(operation, writer));
    const lines = facts.map(([name, value]) => `${literalKey(name)}: ${literal(value, "    ")}`);
    const text = [`operation: sdk.${operation.id}`, ...lines].map((line) => `    ${line},\n`).join("");
    return `  ${literal(path.join("."))}: {\n${text}  },\n`;
  });
  return `{\n${entries.join("")}}`;
}

function factsOf(operation: OperationModel, writer: ValueTypeWriter): { readonly [name: string]: JsonValue } {
  const { response, errors, call } = operation;
  const type = response.successes?.[0]?.type ?? response.type;
  const isOnlyStream = call.kind === "streamed" && call.choice === undefined;
  const hasBody = !isOnlyStream && !["void", "undefined", "never", "binaryResponse"].includes(type.kind);
  const parameters = parametersOf(operation).flatMap(({ name, type: own }) => {
    const value = writer.of(own);
    return value === "string" ? [] : [[name, value] as const];
  });
  return {
    ...(statusOf(operation) !== 200 && { status: statusOf(operation) }),
    ...(hasBody && {
      result: writer.of(call.kind === "paged" ? (call.body ?? type) : type, response.constraints),
    }),
    ...(errors.length > 0 && {
      errors: Object.fromEntries(errors.map((error) => [error.status, writer.of(error.type)])),
    }),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    ...(call.kind === "paged" && {
      pages: { style: { ...call.paging }, item: writer.of(call.item) },
    }),
    ...(call.kind === "streamed" && {
      stream: {
        item: writer.of(call.item),
        format: call.format,
        ...(call.choice !== undefined && { choice: call.choice }),
      },
    }),
  };
}

/** The status of the first documented success. */
function statusOf({ statuses, response }: OperationModel): number {
  const [first] = response.successes ?? [];
  const documented = /^\d+$/.test(first?.status ?? "") ? [Number(first?.status)] : statuses;
  const isRedirect = response.kind === "location";
  return (
    documented.find((status) =>
      isRedirect ? status >= 300 && status < 400 : status >= 200 && status < 300,
    ) ?? 200
  );
}

/** The parameters outside of the body: in the path, the query and headers, by the names of their properties. */
function parametersOf({ pathParameters, query, headers, params }: OperationModel): readonly Property[] {
  const names = new Set([...query, ...headers].map(({ name, property = name }) => property));
  return [...pathParameters, ...(params?.properties ?? []).filter(({ name }) => names.has(name))];
}
