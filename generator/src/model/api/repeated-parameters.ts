import type { ApiModel } from "../../api-model/api-model.ts";
import { allOperations } from "../../api-model/resource-tree.ts";
import type { Place } from "../../api-model/type-model.ts";
import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/index.ts";
import { groupBy } from "../../groups.ts";
import { sentOutsideBody } from "./sent-outside-body.ts";

/** Suggests parameters of nearly all operations as client parameters. */
export function repeatedParameters(
  { resources, clientParameters }: ApiModel,
  locate: (place: Place) => Location,
): readonly Diagnostic[] {
  const operations = allOperations(resources);
  const known = new Set(clientParameters.map(({ name }) => name));
  const uses = groupBy(operations.flatMap(sentOutsideBody), ({ name }) => name);
  return [...uses].flatMap(([name, [first, ...others]]) => {
    const count = others.length + 1;
    const isRepeated = operations.length >= FEWEST && count >= operations.length * SHARE;
    if (first === undefined || !isRepeated || known.has(name) || PER_REQUEST.test(name)) return [];
    const facts = { name, count, total: operations.length };
    return [diagnostic("repeated-parameter", facts, locate(first.place))];
  });
}

/** The share of the operations that have a repeated parameter. */
const SHARE = 0.85;
/** The minimum number of operations for a meaningful share. */
const FEWEST = 10;
/** Parameters with another value for each request. */
const PER_REQUEST = /idempotency|(request|trace|correlation).?id/i;
