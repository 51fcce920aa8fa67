import type { MethodDeclarationStructure, OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { OperationModel } from "../api-model/api-model.ts";
import type { StreamChoice, StreamedCall } from "../api-model/calls.ts";
import { STREAMS_MODULE } from "../names/runtime-symbols.ts";
import type { Imports } from "./imports.ts";
import { literal, optionalAccess, propertyAccess, propertyName } from "./literals.ts";
import { outcomeTexts } from "./outcome-text.ts";

type Method = OptionalKind<MethodDeclarationStructure>;
type Parameter = OptionalKind<ParameterDeclarationStructure>;

/** A call that returns a stream or the response, depending on a parameter. */
export interface ChosenStream {
  readonly operation: OperationModel;
  readonly call: StreamedCall;
  readonly choice: StreamChoice;
  /** The object with all parameters. */
  readonly given: string;
  /** The documentation of the call without a stream. */
  readonly doc: string;
  /** The same in a sentence, for the call that may return either. */
  readonly brief: string;
}

/**
 * The overloads of a method whose result follows a parameter: the response, the stream, and either one if the parameter may have any
 * value.
 *
 * @param stream The method if it always returned the stream.
 */
export function streamOverloads(
  stream: Method,
  { operation, call, choice, given, doc, brief }: ChosenStream,
  imports: Imports,
): Method {
  const { id, response } = operation;
  const [result, item] = [imports.type(response.type), imports.type(call.item)];
  const promise = imports.runtimeType("APIPromise");
  const either = `${promise}<${result} | ${imports.from(STREAMS_MODULE, "Stream", true)}<${item}>>`;
  const { name, docs = [], parameters = [], returnType } = stream;
  const path = parameters.slice(0, -2);
  const [own, options] = parameters.slice(-2);
  if (own === undefined || options === undefined) return stream;
  const requestOptions = { ...options, type: imports.runtimeType("RequestOptions") };
  const asked = choiceTexts(choice);
  const plain = { ...own, type: `${own.type} & { ${asked.others} }` };
  const streamed = { ...own, type: `${own.type} & { ${asked.stream} }` };
  return {
    name,
    parameters,
    returnType: either,
    overloads: [
      {
        docs: [doc],
        parameters: [...path, choice.isDefault ? required(plain) : plain, requestOptions],
        returnType: `${promise}<${[result, ...outcomeTexts(operation, imports)].join(", ")}>`,
      },
      {
        docs,
        parameters: [...path, choice.isDefault ? streamed : required(streamed), options],
        ...(returnType !== undefined && { returnType }),
      },
      { docs: [brief], parameters, returnType: either },
    ],
    statements: [
      `return ${isAsked(choice, own, operation)}`,
      `  ? this.transport.stream(${id}, ${given}, options)`,
      `  : this.transport.request(${id}, ${given}, options);`,
    ].join("\n"),
  };
}

function required({ name, type }: Parameter): Parameter {
  return { name, ...(type !== undefined && { type }) };
}

/** The members that narrow the parameter to values that request the stream, and to the others. */
function choiceTexts({ parameter, stream, others, isDefault }: StreamChoice): {
  readonly stream: string;
  readonly others: string;
} {
  const name = propertyName(parameter);
  const asking = literal(stream);
  const rest = others.map((value) => literal(value)).join(" | ") || "never";
  return isDefault
    ? { stream: `${name}?: ${asking} | undefined`, others: `${name}: ${rest}` }
    : { stream: `${name}: ${asking}`, others: `${name}?: ${rest} | null | undefined` };
}

function isAsked(
  { parameter, stream, isDefault }: StreamChoice,
  own: Parameter,
  { body }: OperationModel,
): string {
  const others = body?.choice?.alternatives ?? [];
  const isEverywhere = others.every(({ params }) => params.properties.some(({ name }) => name === parameter));
  const value = isEverywhere
    ? `${own.name}${own.hasQuestionToken ? optionalAccess(parameter) : propertyAccess(parameter)}`
    : valueIfPresent(parameter, own);
  const asking = literal(stream);
  return isDefault ? `(${value} ?? ${asking}) === ${asking}` : `${value} === ${asking}`;
}

/** The value of a parameter that the parameters for some bodies do not have. */
function valueIfPresent(parameter: string, { name, hasQuestionToken }: Parameter): string {
  const isPresent = `${JSON.stringify(parameter)} in ${name}`;
  const condition = hasQuestionToken ? `${name} !== undefined && ${isPresent}` : isPresent;
  return `(${condition} ? ${name}${propertyAccess(parameter)} : undefined)`;
}
