import { entriesOf, isRecord } from "../../spec/guards.ts";
import { HTTP_METHODS } from "../../spec/openapi.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type Draft, define } from "../draft/index.ts";
import { KNOWN_MEMBERS } from "./defined-members.ts";
import { meantMember } from "./spelling.ts";

/** Makes `additionalOperations` contain only methods that are no members of path items, and that can be sent. */
export function repairMethods(draft: Draft): void {
  for (const { value: item, pointer } of draft.objects("pathItem")) {
    reportOtherMethods(draft, item, pointer);
    for (const [method, operation] of entriesOf(item.additionalOperations)) {
      const place = [...pointer, "additionalOperations", method];
      const member = HTTP_METHODS.find((known) => known === method.toLowerCase());
      if (member === undefined && TOKEN.test(method)) continue;
      const isFree = member !== undefined && item[member] === undefined && isRecord(operation);
      draft.report(
        "invalid-method",
        { method, reading: isFree ? `read as \`${member}\`` : "ignored" },
        place,
      );
      if (isFree) define(item, member, operation);
      draft.remove([place]);
    }
  }
}

/** Reports operations whose method is not a member of path items. Those with a similar name are reported as misspelled. */
function reportOtherMethods(draft: Draft, item: Readonly<Record<string, unknown>>, pointer: Pointer): void {
  const known = KNOWN_MEMBERS.get("pathItem");
  for (const [name, value] of entriesOf(item)) {
    if (known === undefined || known.names.has(name) || name.startsWith("x-")) continue;
    if (!isRecord(value) || value.responses === undefined || meantMember(name, known) !== undefined) continue;
    draft.report("unused-member", { name, reason: OTHER_METHOD }, [...pointer, name]);
  }
}

const OTHER_METHOD =
  "a path has no member for this method: since OpenAPI 3.2, it can be in `additionalOperations`";

/** The names that HTTP allows for a method. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
