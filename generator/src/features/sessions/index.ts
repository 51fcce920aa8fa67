import { SESSION_TYPES, SESSION_VALUES, SESSIONS_MODULE } from "../../names/runtime-symbols.ts";
import type { PackageModel, SessionPart } from "../../partition/package-model.ts";
import { declaredNames, namesOfTypes } from "../../surface/package-surface.ts";
import type { Feature } from "../kit/feature.ts";
import { compareSessions } from "./compare.ts";
import { FUNCTIONS } from "./functions.ts";

/** Session tokens, which say which user opened an app. */
export const sessions: Feature = {
  name: "session",
  modules: (pack) => partsOf(pack).map(({ types }) => ({ name: "session", exports: moduleNames(types) })),
  // Only types: the code that reads tokens is in a separate module, so that other programs do not load it.
  exports: (pack) =>
    partsOf(pack).flatMap(({ types }) => [
      { module: "./session.js", values: [], types: namesOfTypes(types).types },
      { module: SESSIONS_MODULE, values: [], types: ["SessionOptions"] },
    ]),
  compare: compareSessions,
  client: async (pack) => {
    if (pack.kind !== "umbrella" || pack.sessions === undefined) return undefined;
    const { sessionMembers } = await import("./client.ts");
    return sessionMembers(pack, pack.sessions);
  },
  emit: async (pack) => {
    if (pack.kind !== "umbrella") return [];
    const { emitSessions } = await import("./session.ts");
    return emitSessions(pack);
  },
};

/** How a package reads session tokens. Empty if it does not. */
function partsOf(pack: PackageModel): readonly SessionPart[] {
  return pack.kind === "umbrella" ? [pack.sessions ?? []].flat() : [];
}

function moduleNames(types: SessionPart["types"]): readonly string[] {
  return [...FUNCTIONS, ...declaredNames(types), ...SESSION_VALUES, ...SESSION_TYPES];
}
