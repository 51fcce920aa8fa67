import type { StatementStructures } from "ts-morph";
import type { WebhooksPackage } from "../partition/package-model.ts";
import { commentText, lineComment } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { literal, literalKey, propertyAccess, stringLiteral } from "../printer/literals.ts";
import { aliasOf, constantOf, typeDeclarations } from "../printer/type-declarations.ts";
import { declaredNames, eventNames } from "../surface/package-surface.ts";

/** `src/events.ts`: the union of all events, the event types, and the events. */
export function emitWebhooks(model: WebhooksPackage): readonly TypeScriptFile[] {
  const { webhooks, discriminator, types } = model;
  const names = eventNames(model.union);
  const imports = new Imports({
    declared: [...Object.values(names), ...declaredNames(types)],
    elsewhere: new Map(Object.entries(model.imports)),
  });
  const known = webhooks.map(({ type }) => `\n  | ${imports.type(type)}`).join("");
  const unknown =
    discriminator === undefined
      ? ""
      : ` | ${imports.runtimeType("UnrecognizedVariant")}<${stringLiteral(discriminator)}>`;
  const statements: readonly StatementStructures[] = [
    aliasOf(names.union, UNION_DOC, `${names.known}${unknown}`),
    aliasOf(names.known, "Any event of a known type.", known || "never"),
    ...eventTypes(model, imports),
    ...types.flatMap((type) => typeDeclarations(type, imports)),
  ];
  return [
    {
      kind: "typescript",
      path: `${model.folder}/src/events.ts`,
      statements: [...imports.declarations(), ...statements],
    },
  ];
}

const UNION_DOC = [
  "Any event. Events of unknown types are included, with all their properties: a `switch` over the types needs a `default`,",
  "and still compiles when the API adds types.",
].join("\n");

function eventTypes(
  { union, webhooks, discriminator }: WebhooksPackage,
  imports: Imports,
): readonly StatementStructures[] {
  const { type, knownType } = eventNames(union);
  const entries = webhooks.flatMap(({ eventType, docs }) => {
    const about = docs.summary ?? docs.description;
    const comment = about === undefined || about === "" ? [] : [`  ${lineComment(about)}`];
    return [...comment, `  ${literalKey(eventType)}: ${literal(eventType)},`];
  });
  const known = webhooks.map(({ eventType }) => `\n  | ${literal(eventType)}`).join("");
  return [
    aliasOf(
      type,
      "The type of an event, possibly an unknown one.",
      `${imports.runtimeType("Open")}<${knownType}>`,
    ),
    aliasOf(knownType, "The known event types.", known || "never"),
    constantOf(
      type,
      knownDoc(type, discriminator),
      `/* @__PURE__ */ Object.freeze({\n${entries.join("\n")}\n} as const)`,
    ),
  ];
}

function knownDoc(name: string, discriminator: string | undefined): string {
  const use =
    discriminator === undefined ? "" : `for \`isKnown(${name}, event${propertyAccess(discriminator)})\` and `;
  return commentText({ summary: `The known event types, ${use}for tables.` });
}
