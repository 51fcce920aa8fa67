import { parameterHint } from "../../hints/index.ts";
import type { ParameterObject } from "../../spec/index.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { recordedPlace } from "../context/recorded-place.ts";

type Parameter = ParameterObject;

/** The arguments of a call before and now. */
export class KeptArguments {
  readonly #context: ModelContext;
  readonly #operation: string;

  constructor(context: ModelContext, { pointer }: WrittenOperation) {
    this.#context = context;
    this.#operation = recordedPlace(context, pointer);
  }

  /** The property in which callers passed a parameter. */
  former(parameter: Parameter): string | undefined {
    const wanted = parameterHint(parameter) ?? parameter.name;
    return this.#context.claims.kept.former("arguments", this.#placeOf(parameter), wanted);
  }

  /** True if the properties of the body were separate arguments. */
  get wasSpread(): boolean {
    return (
      this.#context.claims.kept.former("arguments", `${this.#operation}/requestBody`, SPREAD) !== undefined
    );
  }

  /**
   * True if the options took the position of the parameters: the call had none, or they were part of the options.
   */
  get wereOptions(): boolean {
    const { kept } = this.#context.claims;
    if (kept.former("arguments", `${this.#operation}/parameters`, OPTIONS) !== undefined) return true;
    const isKnown = kept.isRecorded("constants", this.#operation);
    return isKnown && !kept.isRecorded("types", `${this.#operation}/params`);
  }

  /** Records that the parameters are part of the options, so that later ones are, too. */
  recordOptions(): void {
    const place = `${this.#operation}/parameters`;
    this.#context.claims.kept.add("arguments", place, { name: OPTIONS, wanted: OPTIONS });
  }

  /**
   * Records the arguments that another one could displace: headers and cookies, renamed ones, and all
   * next to a body whose properties are arguments.
   */
  record(
    parameters: readonly Located<Parameter>[],
    names: ReadonlyMap<Parameter, string>,
    isSpread: boolean,
  ): void {
    const { kept } = this.#context.claims;
    for (const { value } of parameters) {
      const wanted = parameterHint(value) ?? value.name;
      const name = names.get(value) ?? wanted;
      const isSafe = value.in === "path" || (value.in === "query" && !isSpread);
      if (!isSafe || name !== wanted) kept.add("arguments", this.#placeOf(value), { name, wanted });
    }
    if (isSpread) kept.add("arguments", `${this.#operation}/requestBody`, { name: SPREAD, wanted: SPREAD });
  }

  #placeOf(parameter: Parameter): string {
    return `${this.#operation}/${parameter.in} ${parameter.name}`;
  }
}

/** The mark of a body whose properties are arguments. */
const SPREAD = "...";

/** The mark of parameters that are part of the options. */
const OPTIONS = "options";
