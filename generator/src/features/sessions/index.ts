import { SESSION_TYPES, SESSION_VALUES } from "../../names/runtime-symbols.ts";
import { declaredNames } from "../../surface/package-surface.ts";
import type { Feature } from "../kit/feature.ts";
import { FUNCTIONS } from "./functions.ts";

/** Session tokens, which say which user opened an app. */
export const sessions: Feature = {
  name: "sessions",
  modules: (pack) =>
    pack.kind === "umbrella" && pack.sessions !== undefined
      ? [
          {
            name: "session",
            exports: [
              ...FUNCTIONS,
              ...declaredNames(pack.sessions.types),
              ...SESSION_VALUES,
              ...SESSION_TYPES,
            ],
          },
        ]
      : [],
  emit: async (pack) => {
    if (pack.kind !== "umbrella") return [];
    const { emitSessions } = await import("./session.ts");
    return emitSessions(pack);
  },
};
