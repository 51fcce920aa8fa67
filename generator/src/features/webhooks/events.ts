import type { StatementStructures } from "ts-morph";
import { eventNames } from "../../names/event-names.ts";
import type { EventsPart, ResourcePackage, WebhooksPackage } from "../../partition/package-model.ts";
import { commentText, lineComment } from "../../printer/comments.ts";
import { unusualFacts } from "../../printer/delivery-text.ts";
import type { TypeScriptFile } from "../../printer/generated-file.ts";
import { Imports } from "../../printer/imports.ts";
import { literal, literalKey, propertyAccess } from "../../printer/literals.ts";
import { aliasOf, constantOf, typeDeclarations } from "../../printer/type-declarations.ts";
import { brokenUnion, unknownVariant } from "../../printer/union-text.ts";
import { declaredNames } from "../../surface/package-surface.ts";

/**
 * `src/events.ts`, or `src/webhooks.ts` in a package with resources: the union of all events, the event types, and the events. No
 * file if the package has no events.
 */
export function emitWebhooks(model: WebhooksPackage | ResourcePackage): readonly TypeScriptFile[] {
  const [part, file] = model.kind === "webhooks" ? [model, "events"] : [model.events, "webhooks"];
  if (part === undefined) return [];
  const path = `${model.folder}/src/${file}.ts`;
  return [{ kind: "typescript", path, statements: eventStatements(part) }];
}

function eventStatements(part: EventsPart): readonly StatementStructures[] {
  const { webhooks, discriminator, shared, types } = part;
  const names = eventNames(part.union);
  const imports = new Imports({
    declared: [...Object.values(names), ...declaredNames(types)],
    elsewhere: new Map(Object.entries(part.imports)),
  });
  const known = webhooks.map(({ type }) => `\n  | ${imports.type(type)}`).join("");
  const unknown = discriminator === undefined ? [] : [unknownVariant({ discriminator, shared }, imports)];
  const statements: readonly StatementStructures[] = [
    aliasOf(
      names.union,
      discriminator === undefined ? PLAIN_UNION_DOC : UNION_DOC,
      brokenUnion([names.known, ...unknown]),
    ),
    aliasOf(names.known, "Any event of a known type.", known || "never"),
    ...eventTypes(part, imports),
    ...types.flatMap((type) => typeDeclarations(type, imports)),
  ];
  return [...imports.declarations(), ...statements];
}

const UNION_DOC = [
  "Any event. Events of unknown types are included, with all their properties: a `switch` over the types needs a `default`,",
  "and still compiles when the API adds types.",
].join("\n");

const PLAIN_UNION_DOC =
  "Any event. No property distinguishes the events, so a receiver must know which of them it gets.";

function eventTypes(
  { union, webhooks, discriminator }: EventsPart,
  imports: Imports,
): readonly StatementStructures[] {
  const { type, knownType } = eventNames(union);
  const entries = webhooks.flatMap((webhook) => {
    const { eventType, docs } = webhook;
    const about = [docs.summary ?? docs.description ?? "", ...unusualFacts(webhook)].join(" ").trim();
    const comment = about === "" ? [] : [`  ${lineComment(about)}`];
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
