import { knownName } from "./words.ts";

/** The names that the module of events declares in addition to the events, from the name of their union. */
export function eventNames(union: string) {
  const type = `${union}Type`;
  return { union, known: knownName(union), type, knownType: knownName(type) };
}
