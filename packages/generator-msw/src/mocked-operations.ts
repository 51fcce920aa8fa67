import { isDeepStrictEqual } from "node:util";
import {
  type JsonValue,
  literal,
  literalKey,
  type OperationModel,
  type Property,
  type ResourcePackage,
  type StreamChoice,
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

/** The operations as data for handlers: an object with an entry for each call, and errors that many of them have. */
export function operationsStatements(
  calls: readonly CallOfOperation[],
  writer: ValueTypeWriter,
): readonly string[] {
  const errors = calls.map(({ operation }) => errorsOf(operation, writer));
  const common = commonErrors(errors);
  const entries = calls.map(({ path, operation }, index) => {
    const facts = Object.entries(factsOf(operation, writer));
    const lines = facts.map(([name, value]) => `${literalKey(name)}: ${literal(value, "    ")}`);
    const own = errorsText(errors[index] ?? {}, common);
    const all = [
      `operation: sdk.${operation.id}`,
      ...lines,
      ...(own === undefined ? [] : [`errors: ${own}`]),
    ];
    return `  ${literal(path.join("."))}: {\n${all.map((line) => `    ${line},\n`).join("")}  },\n`;
  });
  const operations = `const operations: { readonly [call: string]: MockedOperation } = {\n${entries.join("")}};`;
  if (Object.keys(common).length === 0) return [operations];
  return [
    `/** Errors that many operations have. */\nconst commonErrors: MockedOperation["errors"] = ${literal(common)};`,
    operations,
  ];
}

/** Types of the bodies of errors, by status. */
interface ErrorTypes {
  readonly [status: string]: JsonValue;
}

function errorsOf({ errors }: OperationModel, writer: ValueTypeWriter): ErrorTypes {
  return Object.fromEntries(errors.map((error) => [error.status, writer.of(error.type)]));
}

/** The errors of an operation that save most lines if they are written once. None if fewer than three operations have them. */
function commonErrors(all: readonly ErrorTypes[]): ErrorTypes {
  const groups = new Map<string, { readonly errors: ErrorTypes; count: number }>();
  for (const errors of all) {
    const key = JSON.stringify(errors);
    const group = groups.get(key) ?? { errors, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const different = [...groups.values()];
  const savings = different.map(({ errors }) => {
    const users = different.filter((other) => contains(other.errors, errors));
    const count = users.reduce((sum, user) => sum + user.count, 0);
    return { errors, saved: count < 3 ? 0 : count * Object.keys(errors).length };
  });
  return savings.reduce((a, b) => (b.saved > a.saved ? b : a), { errors: {}, saved: 0 }).errors;
}

function contains(errors: ErrorTypes, part: ErrorTypes): boolean {
  return Object.entries(part).every(([status, type]) => isDeepStrictEqual(errors[status], type));
}

/** The literal of the errors of an operation, which does not repeat those that many have. Undefined if it has none. */
function errorsText(errors: ErrorTypes, common: ErrorTypes): string | undefined {
  const names = Object.keys(errors);
  if (names.length === 0) return undefined;
  if (Object.keys(common).length === 0 || !contains(errors, common)) return literal({ ...errors }, "    ");
  const own = names.filter((status) => !Object.hasOwn(common, status));
  if (own.length === 0) return "commonErrors";
  const lines = own.map((status) => `${literalKey(status)}: ${literal(errors[status] ?? null, "      ")}`);
  return `{\n${["...commonErrors", ...lines].map((line) => `      ${line},\n`).join("")}    }`;
}

function factsOf(operation: OperationModel, writer: ValueTypeWriter): { readonly [name: string]: JsonValue } {
  const { response, call } = operation;
  const type = response.successes?.[0]?.type ?? response.type;
  const isOnlyStream = call.kind === "streamed" && call.choice === undefined;
  const hasBody = !isOnlyStream && !["void", "undefined", "never", "binaryResponse"].includes(type.kind);
  const parameters = parametersOf(operation).flatMap(({ name, type: own }) => {
    const value = writer.parameter(own);
    return value === "string" ? [] : [[name, value] as const];
  });
  return {
    ...(statusOf(operation) !== 200 && { status: statusOf(operation) }),
    ...(hasBody && {
      result: writer.of(call.kind === "paged" ? (call.body ?? type) : type, response.constraints),
    }),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    ...(call.kind === "paged" && {
      pages: { style: { ...call.paging }, item: writer.of(call.item) },
    }),
    ...(call.kind === "streamed" && {
      stream: {
        item: writer.of(call.item),
        format: call.format,
        ...(call.choice !== undefined && choiceOf(call.choice)),
      },
    }),
  };
}

/** The parameter that requests a stream. */
function choiceOf({ parameter, stream, isDefault }: StreamChoice): { readonly [name: string]: JsonValue } {
  return {
    choice: parameter,
    ...(stream !== true && { value: stream }),
    ...(isDefault !== undefined && { isDefault }),
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
