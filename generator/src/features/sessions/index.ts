import { SESSION_TYPES, SESSION_VALUES, SESSIONS_MODULE } from "../../names/runtime-symbols.ts";
import type { PackageModel } from "../../partition/package-model.ts";
import { declaredNames, namesOfTypes } from "../../surface/package-surface.ts";
import type { Feature } from "../kit/feature.ts";
import { compareSessions } from "./compare.ts";
import { FUNCTIONS } from "./functions.ts";
import { readSessionToken } from "./read.ts";
import { SESSION, type SessionPart, sessionPart } from "./token.ts";

/** Session tokens, which say which user opened an app. */
export const sessions: Feature = {
  name: SESSION,
  readDocument: readSessionToken,
  types: (pack) => sessionPart(pack)?.types ?? [],
  modules: (pack) => partsOf(pack).map(({ types }) => ({ name: "session", exports: moduleNames(types) })),
  // Only types: the code that reads tokens is in a separate module, so that other programs do not load it.
  exports: (pack) =>
    partsOf(pack).flatMap(({ types }) => [
      { module: "./session.js", values: [], types: namesOfTypes(types).types },
      { module: SESSIONS_MODULE, values: [], types: ["SessionOptions"] },
    ]),
  compare: compareSessions,
  client: async (pack) => {
    const part = sessionPart(pack);
    if (part === undefined) return undefined;
    const { sessionMembers } = await import("./client.ts");
    return sessionMembers(part);
  },
  emit: async (pack) => {
    const part = sessionPart(pack);
    if (part === undefined) return [];
    const { emitSessions } = await import("./session.ts");
    return emitSessions(part);
  },
  abilities: async (pack) => {
    const part = sessionPart(pack);
    if (part === undefined) return {};
    const { sessionCode, testTokenCode } = await import("./examples.ts");
    return { sessions: { code: sessionCode(part), test: testTokenCode(part) } };
  },
};

/** The session tokens of a package. Empty if it has none. */
function partsOf(pack: PackageModel): readonly SessionPart[] {
  return [sessionPart(pack) ?? []].flat();
}

function moduleNames(types: SessionPart["types"]): readonly string[] {
  return [...FUNCTIONS, ...declaredNames(types), ...SESSION_VALUES, ...SESSION_TYPES];
}
