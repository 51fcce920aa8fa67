import type * as v from "valibot";

/**
 * Problems of a value. A value of the wrong type may be a secret in the wrong place, so that the message says its type instead. A string
 * that is none of several constants is shown.
 */
export function issueText({ message, received, type }: v.BaseIssue<unknown>): string {
  const shown = `but received ${received}`;
  if (type === "picklist" || !message.endsWith(shown)) return message;
  return `${message.slice(0, -shown.length)}but received ${typeText(received)}`;
}

/** `received` of an issue is a literal in quotes, a number, or the name of a type. */
function typeText(received: string): string {
  if (received.startsWith('"')) return "a string";
  return /^-?(?:\d|Infinity)/.test(received) ? "a number" : received;
}
