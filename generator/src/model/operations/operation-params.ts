import type { RawProperty } from "../../api-model/raw-types.ts";
import { union } from "../../api-model/type-expressions.ts";
import { OPTION_NAMES, pascalName } from "../../names/words.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { NamedPayload, RawBody, RawParams, RawPayload } from "./raw-model.ts";

/** The parameters of an operation, and those of each body that callers may choose instead of the usual one. */
export interface OperationParams {
  readonly params?: RawParams;
  readonly choice?: ParamsChoice;
}

export interface ParamsChoice {
  /** The parameter that names the media type. */
  readonly parameter: string;
  readonly alternatives: readonly { readonly payload: NamedPayload; readonly params: RawParams }[];
}

/**
 * Builds the parameters of an operation.
 *
 * @param own Those that are not part of the body.
 * @param inPath The names of path parameters, which are arguments of their own.
 */
export function buildParams(
  context: ModelContext,
  operation: WrittenOperation,
  own: readonly RawProperty[],
  inPath: readonly string[],
  body: RawBody | undefined,
): OperationParams {
  const { id, pointer } = operation;
  const claim = (word = "") => {
    const place = [...pointer, "params", ...(word === "" ? [] : [word])];
    return context.claimDerived(`${pascalName(id)}${word}Params`, "Object", place);
  };
  const usual = [...own, ...(body?.properties ?? [])];
  if (body === undefined || (body.alternatives.length === 0 && body.mediaTypes.length === 1)) {
    return usual.length === 0 ? {} : { params: paramsOf(claim(), usual, body) };
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
  const { inOptions: _, ...params } = paramsOf(claim(), [...usual, ordinary], body);
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
  const required = needsBody || properties.some(needed);
  const inOptions = !required && properties.every(fitsOptions);
  return { name, properties, required, ...(inOptions && { inOptions }), ...bodyTypeOf(body) };
}

function bodyTypeOf(payload: RawPayload | undefined): Pick<RawParams, "bodyType"> {
  return payload?.bodyType === undefined ? {} : { bodyType: payload.bodyType };
}

/** Recent parameters can be part of the options, unless an option has the same name. */
function fitsOptions({ name, recent }: RawProperty): boolean {
  return recent === true && !OPTION_NAMES.has(name);
}

/** `contentType`, unless another parameter has that name. */
function selectorName(taken: ReadonlySet<string>): string {
  const names = ["contentType", "bodyType", "bodyContentType"];
  let name = names.find((each) => !taken.has(each)) ?? "bodyMediaType";
  while (taken.has(name)) name += "_";
  return name;
}
