import type { MethodDeclarationStructure, OptionalKind } from "ts-morph";
import type { OperationModel } from "../api-model/api-model.ts";
import type { StreamedCall } from "../api-model/calls.ts";
import { STREAMS_MODULE } from "../names/runtime-symbols.ts";
import type { Imports } from "./imports.ts";
import { optionalAccess, propertyAccess, propertyName } from "./literals.ts";
import { outcomeTexts } from "./outcome-text.ts";

type Method = OptionalKind<MethodDeclarationStructure>;

/** A call that returns a stream if a parameter is true. */
export interface ChosenStream {
  readonly operation: OperationModel;
  readonly call: StreamedCall;
  /** The object with all parameters. */
  readonly given: string;
  /** The documentation of the call without a stream. */
  readonly doc: string;
  /** The same in a sentence, for the call that may return either. */
  readonly brief: string;
}

/**
 * The overloads of a method whose result follows a parameter: the response unless the parameter is true, the stream if it is true, and
 * either one if it may be both.
 *
 * @param stream The method if it always returned the stream.
 */
export function streamOverloads(
  stream: Method,
  { operation, call, given, doc, brief }: ChosenStream,
  imports: Imports,
): Method {
  const { id, response } = operation;
  const { choice = "" } = call;
  const [result, item] = [imports.type(response.type), imports.type(call.item)];
  const promise = imports.runtimeType("APIPromise");
  const either = `${promise}<${result} | ${imports.from(STREAMS_MODULE, "Stream", true)}<${item}>>`;
  const { name, docs = [], parameters = [], returnType } = stream;
  const path = parameters.slice(0, -2);
  const [own, options] = parameters.slice(-2);
  if (own === undefined || options === undefined) return stream;
  const plain = { ...options, type: imports.runtimeType("RequestOptions") };
  const narrowed = (type: string) => `${own.type} & { ${propertyName(choice)}${type} }`;
  return {
    name,
    parameters,
    returnType: either,
    overloads: [
      {
        docs: [doc],
        parameters: [...path, { ...own, type: narrowed("?: false | null | undefined") }, plain],
        returnType: `${promise}<${[result, ...outcomeTexts(operation, imports)].join(", ")}>`,
      },
      {
        docs,
        parameters: [...path, { name: own.name, type: narrowed(": true") }, options],
        ...(returnType !== undefined && { returnType }),
      },
      { docs: [brief], parameters, returnType: either },
    ],
    statements: [
      `return ${isAskedText(operation, choice)}`,
      `  ? this.transport.stream(${id}, ${given}, options)`,
      `  : this.transport.request(${id}, ${given}, options);`,
    ].join("\n"),
  };
}

/** Whether a caller asks for the stream. With several bodies, some parameters may not have the one that does. */
function isAskedText({ params, body }: OperationModel, choice: string): string {
  const others = body?.choice?.alternatives ?? [];
  const isEverywhere = others.every((other) => other.params.properties.some(({ name }) => name === choice));
  const asked = `params${params?.required || !isEverywhere ? propertyAccess(choice) : optionalAccess(choice)} === true`;
  if (isEverywhere) return asked;
  const present = `${JSON.stringify(choice)} in params && ${asked}`;
  return params?.required ? present : `params !== undefined && ${present}`;
}
