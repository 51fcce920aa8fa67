import { entriesOf, isRecord } from "../../spec/guards.ts";
import { HTTP_METHODS } from "../../spec/openapi.ts";
import { type Draft, define } from "../draft/index.ts";

/** Makes `additionalOperations` contain only methods that are no members of path items, and that can be sent. */
export function repairMethods(draft: Draft): void {
  for (const { value: item, pointer } of draft.objects("pathItem")) {
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

/** The names that HTTP allows for a method. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
