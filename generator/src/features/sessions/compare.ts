import type { ApiModel } from "../../api-model/api-model.ts";
import { code, type FeatureDifference } from "../../diff/index.ts";
import { type SessionToken, sessionTokenOf } from "./token.ts";

/** Compares how session tokens are read, and the type of their payload. */
export function compareSessions(old: ApiModel, now: ApiModel): readonly FeatureDifference[] {
  const [before, after] = [sessionTokenOf(old), sessionTokenOf(now)];
  if (before === undefined)
    return after === undefined ? [] : [difference("session-added", "additive", "Adds session tokens.")];
  if (after === undefined) return [difference("session-removed", "breaking", "Removes session tokens.")];
  const [from, to] = [textOf(before), textOf(after)];
  return [
    ...(from === to
      ? []
      : [difference("session-changed", "breaking", `Session tokens changed from ${from} to ${to}.`)]),
    { kind: "values", subject: "session tokens", before: before.payload, after: after.payload, ...PLACES },
  ];
}

const PLACES = { direction: "response", old: ["x-session-token"], new: ["x-session-token"] } as const;

function difference(name: string, level: "additive" | "breaking", message: string): FeatureDifference {
  return { kind: "change", code: name, level, message, ...PLACES };
}

/** A token without the type of its payload. */
function textOf({ data }: SessionToken): string {
  return code(JSON.stringify(data));
}
