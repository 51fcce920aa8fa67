import type { Operation } from "../operations.js";
import { shapeOf } from "./path-shape.js";
import type { Resource } from "./resources.js";

/** A parameter of a path that identifies a record. */
export interface Parent {
  /** The number of the parameter in the path. */
  readonly parameter: number;
  readonly name: string;
  readonly resource: Resource;
}

/** The parameters of a path that identify records. */
export function parentsOf({ path }: Operation, byPath: ReadonlyMap<string, Resource>): readonly Parent[] {
  const segments = path.split("/");
  let parameter = -1;
  return segments.flatMap((segment, index) => {
    if (!/^\{[^}]*\}$/.test(segment)) return [];
    parameter += 1;
    const resource = byPath.get(shapeOf(segments.slice(0, index + 1).join("/")));
    return resource?.id === undefined ? [] : [{ parameter, name: segment.slice(1, -1), resource }];
  });
}
