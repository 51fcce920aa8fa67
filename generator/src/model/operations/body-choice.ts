import type { ModelContext } from "../context/context.ts";
import type { ParamsChoice } from "./operation-params.ts";
import type { RawBody, RawChoice } from "./raw-model.ts";
import { type OtherParameters, paramsSample } from "./samples.ts";

/** The media types of a body between which callers choose, with sample arguments for each. */
export function choiceOf(
  context: ModelContext,
  others: OtherParameters,
  { mediaTypes }: RawBody,
  { parameter, alternatives }: ParamsChoice,
): RawChoice {
  return {
    parameter,
    usual: mediaTypes,
    alternatives: alternatives.map(({ payload, params }) => {
      const [first = ""] = payload.mediaTypes.toSorted(
        (a, b) => Number(a.includes("*")) - Number(b.includes("*")),
      );
      const { [parameter]: _, ...sample } = paramsSample(context, others, payload, params);
      return {
        ...payload.model,
        mediaTypes: payload.mediaTypes,
        params,
        sample: { [parameter]: first, ...sample },
      };
    }),
  };
}
