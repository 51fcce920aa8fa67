import type { RawProperty } from "../../api-model/raw-types.ts";
import { union } from "../../api-model/type-expressions.ts";
import { OPTION_NAMES, pascalName } from "../../names/words.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { KeptArguments } from "./kept-arguments.ts";
import type { NamedPayload, RawBody, RawParams, RawPayload } from "./raw-model.ts";

/** The parameters of an operation, and of each alternative body. */
export interface OperationParams {
  readonly params?: RawParams;
  readonly choice?: ParamsChoice;
}

export interface ParamsChoice {
  /** The parameter that names the media type. */
  readonly parameter: string;
  readonly alternatives: readonly { readonly payload: NamedPayload; readonly params: RawParams }[];
}

/** The arguments of an operation. */
interface Passed {
  /** The parameters that are not part of the body. */
  readonly own: readonly RawProperty[];
  /** The names of path parameters, which are separate arguments. */
  readonly inPath: readonly string[];
  readonly body: RawBody | undefined;
  readonly kept: KeptArguments;
}

/** Builds the parameters of an operation. */
export function buildParams(
  context: ModelContext,
  operation: WrittenOperation,
  { own, inPath, body, kept }: Passed,
): OperationParams {
  const { id, pointer } = operation;
  const claim = (word = "") => {
    const place = [...pointer, "params", ...(word === "" ? [] : [word])];
    return context.claimDerived(`${pascalName(id)}${word}Params`, "Object", place);
  };
  const usual = [...own, ...(body?.properties ?? [])];
  if (body === undefined || (body.alternatives.length === 0 && body.mediaTypes.length === 1)) {
    return usual.length === 0 ? {} : { params: withOptions(paramsOf(claim(), usual, body), kept) };
  }
  const { mediaTypes, alternatives } = body;
  const taken = [usual, ...alternatives.map(({ properties }) => properties)].flat().map(({ name }) => name);
  const parameter = selectorName(new Set([...inPath, ...taken]));
  const selector = (types: readonly string[], about: string, required: boolean): RawProperty => ({
    name: parameter,
    type: union(types.map((value) => ({ kind: "literal", value }))),
    required,
    docs: { description: about },
    place: body.media.pointer,
  });
  const ordinary = selector(mediaTypes, `The media type of the body. Default: ${mediaTypes[0]}.`, false);
  const params = paramsOf(claim(), [...usual, ordinary], body);
  return {
    params,
    choice: {
      parameter,
      alternatives: alternatives.map((payload) => {
        const chosen = selector(payload.mediaTypes, "The media type of the body.", true);
        const properties = [chosen, ...own, ...payload.properties];
        const params = { name: claim(payload.word), properties, required: true, ...bodyTypeOf(payload) };
        return { payload, params };
      }),
    },
  };
}

function paramsOf(name: string, properties: readonly RawProperty[], body: RawBody | undefined): RawParams {
  const needed = ({ required, only }: RawProperty) => required && only !== "response";
  const needsBody = body !== undefined && body.model.optional !== true;
  return { name, properties, required: needsBody || properties.some(needed), ...bodyTypeOf(body) };
}

/**
 * Makes parameters part of the options if existing calls pass the options in their position. With `x-since`, this ends with the major
 * version; otherwise it stays as recorded. A parameter named like an option cannot be part of them.
 */
function withOptions(params: RawParams, kept: KeptArguments): RawParams {
  const { properties, required } = params;
  if (required || properties.some(({ name }) => OPTION_NAMES.has(name))) return params;
  if (properties.every(({ recent }) => recent === true)) return { ...params, inOptions: true };
  if (!kept.wereOptions) return params;
  kept.recordOptions();
  return { ...params, inOptions: true };
}

function bodyTypeOf(payload: RawPayload | undefined): Pick<RawParams, "bodyType"> {
  return payload?.bodyType === undefined ? {} : { bodyType: payload.bodyType };
}

/** `contentType`, unless another parameter has that name. */
function selectorName(taken: ReadonlySet<string>): string {
  const names = ["contentType", "bodyType", "bodyContentType"];
  let name = names.find((each) => !taken.has(each)) ?? "bodyMediaType";
  while (taken.has(name)) name += "_";
  return name;
}
