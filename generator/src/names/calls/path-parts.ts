import { remembered } from "../../remembered.ts";

/** A part of a path: fixed text, a value that the caller passes, or an action in another spelling than as a segment. */
export interface PathPart {
  readonly kind: "word" | "value" | "action";
  /** The text without braces. */
  readonly text: string;
}

/** A path without what says only where the API is. */
export interface PathParts {
  /** The version at the beginning, `v1`. */
  readonly version?: string;
  readonly parts: readonly PathPart[];
}

/**
 * `/api/v1/orders/{id}.json` has the version `v1`, the word `orders` and the value `id`. A path with `?beta=true` is a variant of
 * another, so `beta` comes first.
 */
export const partsOfPath = remembered((path): PathParts => {
  const flags = [...(path.split("?")[1] ?? "").matchAll(/([^&=]+)=true\b/g)].map(([, flag = ""]) => flag);
  const segments = (path.split(/[?#]/)[0] ?? "").split("/").filter((segment) => segment !== "");
  const found = segments.findIndex((segment) => !isMount(segment));
  const start = found === -1 ? segments.length : found;
  const version = segments.slice(0, start).findLast(isVersion);
  const parts = segments
    .slice(start)
    .flatMap((segment) => (isVersion(segment) ? [] : partsOfSegment(segment)));
  const variants = flags.map((text): PathPart => ({ kind: "word", text }));
  return { ...(version !== undefined && { version: version.toLowerCase() }), parts: [...variants, ...parts] };
});

/** True if a segment says only where the API is: `api`, `v2`, `2010-04-01`, `0`. */
function isMount(segment: string): boolean {
  return isVersion(segment) || /^(apis?|rest)$/i.test(segment);
}

function isVersion(segment: string): boolean {
  return /^v?\d+([._-]\d+)*(-?(alpha|beta|preview|rc)[\d.]*)?$/i.test(segment);
}

/**
 * `orders` is a word, `{id}.json` a value, `{id}:cancel` a value and an action, `users.list` a word and an action, `items({id})` a
 * word and a value.
 */
function partsOfSegment(segment: string): readonly PathPart[] {
  const [, subject = "", action] = /^(.*?)(?::([\p{L}][\p{L}\p{N}_-]*))?$/u.exec(segment) ?? [];
  const parts = withoutExtension(subject)
    .split(/(\{[^}]*\})/)
    .flatMap((text): readonly PathPart[] => {
      if (text.startsWith("{")) return [{ kind: "value", text: text.slice(1, -1) }];
      const words = text.split(/[.()=,']/).filter((word) => /[\p{L}\p{N}]/u.test(word));
      const isCall = words.length > 1 && !segment.includes("{");
      return words.map((word, index) => ({
        kind: isCall && index === words.length - 1 ? "action" : "word",
        text: word,
      }));
    });
  return action === undefined ? parts : [...parts, { kind: "action", text: action }];
}

function withoutExtension(segment: string): string {
  return segment.replace(/\.(json|xml|ya?ml|csv|php|html?)$/i, "");
}
