import { globalParameters, parameterHint } from "../../hints/index.ts";
import { describeValue, isRecord, isReference, nodeName, type Pointer } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";

/** A parameter that callers pass once to the client, by its name for callers. */
export interface WantedParameter {
  readonly name: string;
  /** The source of the request, for messages. */
  readonly source: string;
  readonly pointer: Pointer;
}

/** The client parameters from the configuration, or else from hints in the document. */
export function wantedClientParameters(context: ModelContext): readonly WantedParameter[] {
  const configured = context.config.clientParameters?.map((name) => ({
    name,
    source: "`clientParameters` of the configuration",
    pointer: [],
  }));
  const wanted = configured ?? hinted(context);
  return wanted.filter(({ name }, index) => wanted.findIndex((other) => other.name === name) === index);
}

function hinted(context: ModelContext): readonly WantedParameter[] {
  return globalParameters(context.document.root).flatMap(({ extension, place, expected, written }) => {
    const name = typeof written === "string" ? written : nameOf(context, written, place);
    if (name !== undefined) return [{ name, source: `\`${extension}\``, pointer: place }];
    const found = isReference(written) ? "a reference to no parameter" : describeValue(written);
    const facts = { name: nodeName(place), expected, found, reading: "ignored" };
    context.report("wrong-shape", facts, place);
    return [];
  });
}

/** The caller's name of a parameter or of its referenced parameter. */
function nameOf(context: ModelContext, written: unknown, place: Pointer): string | undefined {
  const { value } = context.resolve<unknown>(written, place);
  if (!isRecord(value)) return undefined;
  return parameterHint(value) ?? (typeof value.name === "string" ? value.name : undefined);
}
