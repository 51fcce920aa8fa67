import type { OperationModel } from "../api-model/api-model.ts";
import type { ParamsType } from "../api-model/requests.ts";
import type { Documentation, NamedType, Property } from "../api-model/type-model.ts";
import { argumentNames, bodiesText, methodPath, requestLine } from "../printer/call-text.ts";
import { typeText } from "../printer/type-text.ts";
import type { ReferenceMethod } from "./reference.ts";

/** Reference entry of a parameter or a property. */
export interface FieldFacts {
  readonly name: string;
  /** Its type as TypeScript. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly docs: Documentation;
}

/** Reference entry of a method. */
export interface MethodFacts {
  /** `orders.retrieve` */
  readonly title: string;
  /** The anchor of its heading in `api.md`. */
  readonly anchor: string;
  /** `shop.orders.retrieve(id)` */
  readonly call: string;
  /** The type of its result as TypeScript. */
  readonly result: string;
  /** `GET`, or any other. */
  readonly httpMethod: string;
  /** `/orders/{id}` */
  readonly path: string;
  /** The method of the second request, if there is one: it sends the content. */
  readonly contentMethod?: string;
  readonly docs: Documentation;
  /** The bodies between which callers choose: a sentence each. */
  readonly bodies: readonly string[];
  readonly fields: readonly FieldFacts[];
  /** The statuses of its documented errors, sorted. */
  readonly errors: readonly string[];
}

/** Reference entry of a type. */
export interface TypeFacts {
  readonly name: string;
  readonly kind: NamedType["kind"];
  readonly docs: Documentation;
  /** The properties of an object. */
  readonly fields: readonly FieldFacts[];
  /** The type of the other properties of an object, if it can have any. */
  readonly others?: string;
  /** The known values of an enum. */
  readonly values: readonly { readonly value: string | number | boolean; readonly about: string }[];
  /** The members of a union, or the type that an alias stands for, as TypeScript. */
  readonly members: readonly string[];
}

/**
 * @param path The accessors from the client to the resource.
 * @param variable The variable of the client.
 */
export function methodFacts(
  { title, anchor, operation, added }: ReferenceMethod,
  path: readonly string[],
  variable: string,
): MethodFacts {
  const { method, docs, params } = added ?? operation;
  const given = [
    ...(added === undefined ? argumentNames(operation) : []),
    ...(params === undefined ? [] : [params.inOptions ? "options?" : params.required ? "params" : "params?"]),
    ...(added?.arguments ?? []),
  ];
  return {
    title,
    anchor,
    call: `${methodPath(variable, { path }, method)}(${given.join(", ")})`,
    result: resultText(operation),
    httpMethod: operation.httpMethod,
    path: requestLine(operation).slice(operation.httpMethod.length + 1),
    ...(added?.nextMethod !== undefined && { contentMethod: added.nextMethod }),
    docs,
    bodies: added === undefined ? bodiesText(operation) : [],
    fields: [...(added === undefined ? pathFields(operation) : []), ...paramFields(params)],
    errors: documentedErrors(operation),
  };
}

export function typeFacts(type: NamedType): TypeFacts {
  return {
    name: type.name,
    kind: type.kind,
    docs: type.docs,
    fields: type.kind === "object" ? type.properties.map((property) => fieldFacts(property)) : [],
    values:
      type.kind === "enum"
        ? type.values.map(({ value, description = "" }) => ({ value, about: description }))
        : [],
    members:
      type.kind === "union"
        ? type.members.map((member) => typeText(member))
        : type.kind === "alias"
          ? [typeText(type.type)]
          : [],
    ...(type.kind === "object" && type.additional !== undefined && { others: typeText(type.additional) }),
  };
}

/** The statuses of the errors that an operation documents. */
export function documentedErrors({ documented }: Pick<OperationModel, "documented">): readonly string[] {
  return documented.map(({ status }) => status).filter((status) => /^[45]/.test(status));
}

function pathFields(operation: OperationModel): readonly FieldFacts[] {
  const names = argumentNames(operation);
  return operation.pathParameters.map((parameter, index) => fieldFacts(parameter, names[index]));
}

function paramFields(params: ParamsType | undefined): readonly FieldFacts[] {
  return (params?.properties ?? []).map((parameter) => fieldFacts(parameter));
}

function fieldFacts({ name, type, required, docs }: Property, argument: string = name): FieldFacts {
  return { name: argument, type: typeText(type), isRequired: required, docs };
}

function resultText({ call, response }: OperationModel): string {
  switch (call.kind) {
    case "single":
      return typeText(response.type);
    case "paged":
      return `Page<${typeText(call.item)}>`;
    case "streamed": {
      const stream = `Stream<${typeText(call.item)}>`;
      return call.choice === undefined ? stream : `${typeText(response.type)} | ${stream}`;
    }
  }
}
