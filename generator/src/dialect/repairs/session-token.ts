import { nearest } from "../../diagnostics/index.ts";
import { isReference } from "../../spec/document.ts";
import { isRecord } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";

const EXTENSION = "x-session-token";

/** Removes sessions unless their payload is a named schema with the string properties that the extension names. */
export function repairSessionToken(draft: Draft): void {
  const extension = draft.root[EXTENSION];
  if (isRecord(extension) && !isWhole(draft, extension)) draft.remove([[EXTENSION]]);
}

function isWhole(draft: Draft, extension: Readonly<Record<string, unknown>>): boolean {
  const found = draft.diagnostics.length;
  const { schema, key } = extension;
  const pointer = [EXTENSION, "schema"];
  const isWrittenHere = typeof schema === "boolean" || (isRecord(schema) && !isReference(schema));
  if (isWrittenHere) draft.report("session-schema-not-named", {}, pointer);
  if (isRecord(key) && key.workspace === undefined) {
    const facts = { owner: "`key`", name: "workspace", reading: "sessions are ignored" };
    draft.report("missing-member", facts, [EXTENSION, "key"]);
  }
  const payload = draft.follow(schema, pointer)?.value;
  if (payload === undefined) return draft.diagnostics.length === found;
  const properties = isRecord(payload.properties) ? payload.properties : {};
  for (const { property, place } of namedProperties(extension)) {
    if (!Object.hasOwn(properties, property)) {
      const suggestion = nearest(property, Object.keys(properties));
      draft.report("unknown-session-property", { property, suggestion }, place);
      continue;
    }
    const value = draft.follow(properties[property], place)?.value;
    if (value?.type !== "string") draft.report("session-property-not-string", { property }, place);
  }
  return draft.diagnostics.length === found;
}

interface NamedProperty {
  readonly property: string;
  readonly place: Pointer;
}

function namedProperties({
  key,
  baseURL,
  expires,
  absent,
}: Readonly<Record<string, unknown>>): readonly NamedProperty[] {
  const named = [
    ...Object.entries(isRecord(key) ? key : {}).map(([part, property]) => ({
      property,
      place: [EXTENSION, "key", part],
    })),
    { property: baseURL, place: [EXTENSION, "baseURL"] },
    { property: expires, place: [EXTENSION, "expires"] },
    ...Object.keys(isRecord(absent) ? absent : {}).map((property) => ({
      property,
      place: [EXTENSION, "absent", property],
    })),
  ];
  return named.flatMap(({ property, place }) => (typeof property === "string" ? [{ property, place }] : []));
}
