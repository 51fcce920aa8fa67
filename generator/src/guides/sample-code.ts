import type { TypeExpression } from "../api-model/type-model.ts";
import type { CallParts } from "../printer/call-part.ts";
import { loop } from "./example-code.ts";
import { lines } from "./lines.ts";
import type { ReferenceMethod } from "./reference.ts";
import { callText, itemName, type Shown } from "./shown-calls.ts";

/**
 * A call of a method with the arguments that it requires, and what becomes of its result. It uses a client that exists.
 *
 * @param parts Additions of features for operations: the samples of their methods. Without one, it is empty.
 */
export function sampleCode(
  variable: string,
  resource: Shown["resource"],
  { operation, added }: ReferenceMethod,
  parts: readonly CallParts[],
): string {
  const shown = { resource, operation };
  if (added !== undefined) {
    const samples = parts.map((own) => own.sample?.(added, shown, variable));
    return samples.find((sample) => sample !== undefined) ?? "";
  }
  const call = callText(variable, shown);
  switch (operation.call.kind) {
    case "single":
      return resultSample(operation.response.type, variable, call, resource);
    case "paged":
      return loop(operation.call.item, variable, call, resource);
    case "streamed":
      return operation.call.choice === undefined
        ? loop(operation.call.item, variable, call, resource)
        : resultSample(operation.response.type, variable, call, resource);
  }
}

function resultSample(
  type: TypeExpression,
  variable: string,
  call: string,
  resource: Shown["resource"],
): string {
  if (type.kind === "void") return `await ${call};`;
  const result = itemName(type, variable, resource);
  const name = result === "item" ? "result" : result;
  return lines(`const ${name} = await ${call};`, `console.log(${name});`);
}
