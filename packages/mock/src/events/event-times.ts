import { momentIn, momentLike } from "../memory/index.js";

/** The time of an event, in the form of the example. Values that are no times stay. */
export function asMoment(name: string, value: unknown, at: number): unknown {
  const isNumber = typeof value === "number" && /(created|time|timestamp|sent|occurred)(_?at)?$/i.test(name);
  return momentIn(value) !== undefined || isNumber ? (momentLike(value, undefined, at) ?? value) : value;
}
