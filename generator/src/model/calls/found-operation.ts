import type { HttpMethod } from "../../api-model/api-model.ts";
import {
  type OperationObject,
  operationsIn,
  type ParameterObject,
  type Pointer,
  type ServerObject,
} from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";

/** An operation of the document, with the parameters of its path. */
export interface FoundOperation extends Located<OperationObject> {
  readonly tag: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly parameters: readonly Located<ParameterObject>[];
  /** Its own servers, or those of its path. */
  readonly servers: Located<readonly ServerObject[]> | undefined;
}

/** True if requests with a method can have a body: `fetch` rejects one in others. */
export function canHaveBody(method: HttpMethod): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Every operation, in the order of the document. */
export function foundOperations(context: ModelContext): readonly FoundOperation[] {
  const { paths = {} } = context.document.root;
  return Object.entries(paths).flatMap(([path, item]) => {
    return operationsIn(item, ["paths", path]).map(({ method, value, pointer }) => {
      const parameters = (value.parameters ?? []).map((parameter, index) =>
        context.resolve<ParameterObject>(parameter, [...pointer, "parameters", index]),
      );
      const servers =
        value.servers === undefined
          ? located(item.servers, ["paths", path, "servers"])
          : located(value.servers, [...pointer, "servers"]);
      return { value, pointer, tag: tagOf(context, value), method, path, parameters, servers };
    });
  });
}

/** The first tag that groups operations. */
function tagOf({ document }: ModelContext, { tags = [] }: OperationObject): string {
  const kindOf = (name: string) => document.root.tags?.find((tag) => tag.name === name)?.kind ?? "nav";
  return tags.find((name) => kindOf(name) === "nav") ?? tags[0] ?? "default";
}

function located<Value>(value: Value | undefined, pointer: Pointer): Located<Value> | undefined {
  return value === undefined ? undefined : { value, pointer };
}
