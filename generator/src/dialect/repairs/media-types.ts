import type { NodeKind } from "../../spec/grammar.ts";
import { entriesOf } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/** Reads the keys of `content` that are not media types: short names such as `json`, and several types in one key. */
export function repairMediaTypes(draft: Draft): void {
  for (const kind of WITH_CONTENT) {
    for (const { value: owner, pointer } of draft.objects(kind)) {
      for (const [mediaType, media] of entriesOf(owner.content)) {
        if (MEDIA_TYPE.test(mediaType) || mediaType.startsWith("x-")) continue;
        const place = [...pointer, "content", mediaType];
        const meant = meantTypes(mediaType);
        const reading = meant.length === 0 ? "ignored" : `read as ${meant.join(" and ")}`;
        draft.report("invalid-media-type", { mediaType, reading }, place);
        const content = Object(owner.content) as object;
        const free = meant.filter((type) => !Object.hasOwn(content, type));
        for (const [index, type] of free.entries())
          define(content, type, index === 0 ? media : draft.copyOf(media));
        draft.remove([place]);
      }
    }
  }
}

const WITH_CONTENT: readonly NodeKind[] = ["requestBody", "response", "parameter", "header"];

/** A type and a subtype, and parameters. */
const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;.*)?$/s;

function meantTypes(text: string): readonly string[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => MEDIA_TYPE.test(part))) return [...new Set(parts)];
  const known = SHORT_NAMES.get(text.trim().toLowerCase());
  return known === undefined ? [] : [known];
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ["*", "*/*"],
  ["csv", "text/csv"],
  ["form-data", "multipart/form-data"],
  ["html", "text/html"],
  ["json", "application/json"],
  ["pdf", "application/pdf"],
  ["text", "text/plain"],
  ["xml", "application/xml"],
]);
