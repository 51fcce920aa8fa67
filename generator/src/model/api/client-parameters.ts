import type { ClientParameter } from "../../api-model/api-model.ts";
import type { RawProperty, RawType } from "../../api-model/raw-types.ts";
import type { SecurityModel } from "../../api-model/security.ts";
import { withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { nearest } from "../../diagnostics/index.ts";
import { CLIENT_OPTION_NAMES, camelName, pascalName } from "../../names/words.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { RawOperation, RawParams } from "../operations/raw-model.ts";
import type { BuiltOperation } from "./resource-node.ts";
import { sentOutsideBody } from "./sent-outside-body.ts";
import { wantedClientParameters } from "./wanted-client-parameters.ts";

/** A client parameter without the name of its option, which depends on the other options. */
type UnnamedParameter = Omit<ClientParameter, "option">;

/** The operations after their parameters moved to the client, and these parameters. */
interface MovedParameters {
  readonly operations: readonly BuiltOperation[];
  readonly parameters: readonly UnnamedParameter[];
}

/** Makes client parameters optional in calls. Path parameters are then no longer separate arguments. */
export function moveToClient(
  context: ModelContext,
  types: ReadonlyMap<string, RawType>,
  operations: readonly BuiltOperation[],
): MovedParameters {
  const parameters = wantedClientParameters(context).flatMap(({ name, source, pointer }) => {
    const uses = operations.flatMap(({ built }) => sentOutsideBody(built).filter((own) => own.name === name));
    const kinds = new Set(uses.map(({ type }) => scalarOf(type, types)));
    const [first] = uses;
    const [type, ...others] = kinds;
    if (first === undefined) {
      const known = operations.flatMap(({ built }) => sentOutsideBody(built).map((own) => own.name));
      const suggestion = nearest(name, [...new Set(known)]);
      context.report("unknown-client-parameter", { name, source, suggestion }, pointer);
      return [];
    }
    if (kinds.has(undefined)) {
      context.report("client-parameter-with-parts", { name, source }, first.place);
      return [];
    }
    const required = uses.every((use) => use.required);
    const { docs } = uses.find((use) => use.docs.description !== undefined) ?? first;
    return [
      {
        name,
        type: others.length === 0 && type !== undefined ? type : ("string" as const),
        required,
        docs,
        place: first.place,
      },
    ];
  });
  const moved = new Set(parameters.map(({ name }) => name));
  return {
    parameters,
    operations: operations.map(({ written, built }) => ({
      written,
      built: withoutRequired(context, written, built, moved),
    })),
  };
}

/** Adds the options of clients. If another option has the name, it gets the suffix `Parameter`. */
export function withOptions(
  parameters: readonly UnnamedParameter[],
  { schemes }: SecurityModel,
): readonly ClientParameter[] {
  const taken = new Set([...CLIENT_OPTION_NAMES, "apiKey", ...schemes.flatMap(({ options }) => options)]);
  return parameters.map(({ name, ...rest }) => {
    const own = camelName(name);
    const candidates = [own, `${own}Parameter`];
    for (let number = 2; candidates.every((candidate) => taken.has(candidate)); number += 1)
      candidates.push(`${own}Parameter${number}`);
    const option = candidates.find((candidate) => !taken.has(candidate)) ?? own;
    taken.add(option);
    return { name, option, ...rest };
  });
}

/** The type of an option for a parameter. `undefined` for arrays, objects and files, which options do not support. */
function scalarOf(
  type: TypeExpression,
  types: ReadonlyMap<string, RawType>,
): ClientParameter["type"] | undefined {
  const expression = withoutNull(type);
  switch (expression.kind) {
    case "number":
      // A string of digits is exact.
      return expression.int64 === undefined ? "number" : "string";
    case "string":
    case "boolean":
      return expression.kind;
    case "literal":
      return typeof expression.value as ClientParameter["type"];
    case "union": {
      const members = expression.members.map((member) => scalarOf(member, types));
      if (members.includes(undefined)) return undefined;
      return members.every((member) => member === members[0]) ? members[0] : "string";
    }
    case "reference": {
      const named = types.get(expression.name);
      if (named?.kind === "alias") return scalarOf(named.type, types);
      if (named?.kind !== "enum") return undefined;
      return named.values.every(({ value }) => typeof value === "number") ? "number" : "string";
    }
    default:
      return undefined;
  }
}

const DEFAULT = "Default: that of the client";

/** The operation with these parameters as optional properties. */
function withoutRequired(
  context: ModelContext,
  { id, pointer }: WrittenOperation,
  operation: RawOperation,
  names: ReadonlySet<string>,
): RawOperation {
  const { pathParameters, params, added, sample, body } = operation;
  const sent = new Set(sentOutsideBody(operation).map(({ name }) => name));
  if (![...names].some((name) => sent.has(name))) return operation;
  const optional = (property: RawProperty): RawProperty =>
    names.has(property.name) && sent.has(property.name)
      ? {
          ...property,
          required: false,
          docs: { ...property.docs, facts: [...(property.docs.facts ?? []), DEFAULT] },
        }
      : property;
  const fromPath = pathParameters.filter(({ name }) => names.has(name));
  const properties = [...fromPath, ...(params?.properties ?? [])].map(optional);
  const needsBody = body !== undefined && body.optional !== true;
  const isNeeded = properties.some(({ required, only }) => required && only !== "response");
  const name =
    params?.name ?? context.claimDerived(`${pascalName(id)}Params`, "Object", [...pointer, "params"]);
  const changed: RawParams = { ...params, name, properties, required: needsBody || isNeeded };
  const isMoved = ([parameter]: readonly [string, unknown]) => names.has(parameter);
  const samples = Object.entries(sample.path);
  return {
    ...operation,
    pathParameters: pathParameters.filter(({ name: parameter }) => !names.has(parameter)),
    params: changed,
    ...(added !== undefined && {
      added: added.map(({ params: own, ...method }) => ({
        ...method,
        ...(own !== undefined && { params: { ...own, properties: own.properties.map(optional) } }),
      })),
    }),
    sample: {
      path: Object.fromEntries(samples.filter((entry) => !isMoved(entry))),
      params: { ...Object.fromEntries(samples.filter(isMoved)), ...sample.params },
    },
  };
}
