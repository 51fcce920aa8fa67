import type { ExportDeclarationStructure, StatementStructures } from "ts-morph";
import type { ApiModel } from "../../api-model/api-model.ts";
import { Int64Finder } from "../../api-model/int64-places.ts";
import { INT64_MODULE, WEBHOOK_TYPES, WEBHOOK_VALUES, WEBHOOKS_MODULE } from "../../names/runtime-symbols.ts";
import type { EventsPart, ResourcePackage, WebhooksPackage } from "../../partition/package-model.ts";
import { commentText } from "../../printer/comments.ts";
import type { TypeScriptFile } from "../../printer/generated-file.ts";
import { Imports } from "../../printer/imports.ts";
import { placesName, placesText } from "../../printer/int64-text.ts";
import { literal, literalKey, objectText, stringLiteral } from "../../printer/literals.ts";
import { StructureKind } from "../../printer/structure-kind.ts";
import { constantOf } from "../../printer/type-declarations.ts";
import { type EventReceiver, receiverIn } from "./signature.ts";

/** `src/receiver.ts`: verifies and dispatches events. No file if the document does not define how they are signed. */
export function emitWebhookReceiver(model: WebhooksPackage | ResourcePackage): readonly TypeScriptFile[] {
  const { folder } = model;
  const [part, file] = model.kind === "webhooks" ? [model, "events"] : [model.events, "webhooks"];
  const receiver = receiverIn(model);
  if (part === undefined || receiver === undefined) return [];
  const { union } = part;
  const imports = new Imports({
    declared: ["createWebhookHandler", "webhooks"],
    elsewhere: new Map([[union, `./${file}.js`]]),
  });
  const types = `<${imports.typeName(union)}, ${stringLiteral(receiver.discriminator)}>`;
  const receiverClass = imports.from(WEBHOOKS_MODULE, "WebhookReceiver", false);
  const statements: readonly StatementStructures[] = [
    constantOf(
      "webhooks",
      commentText(
        { summary: "Verifies the signature of a request, and returns its event." },
        { example: UNWRAP },
      ),
      `/* @__PURE__ */ new ${receiverClass}${types}(${descriptionText(model, { part, receiver }, imports)})`,
    ),
    {
      kind: StructureKind.Function,
      isExported: true,
      name: "createWebhookHandler",
      docs: [commentText({ summary: HANDLER_DOC }, { example: handlerExample(part) })],
      parameters: [
        {
          name: "options",
          type: `${imports.from(WEBHOOKS_MODULE, "WebhookHandlerOptions", true)}${types}`,
        },
      ],
      returnType: imports.from(WEBHOOKS_MODULE, "WebhookHandler", true),
      statements: ["return webhooks.handler(options);"],
    },
  ];
  // The index of a package of events exports the same.
  const exported = model.kind === "webhooks" ? [] : reExports(union);
  return [
    {
      kind: "typescript",
      path: `${folder}/src/receiver.ts`,
      statements: [...imports.declarations(), ...statements, ...exported],
    },
  ];
}

/** The signature and parser of events. */
function descriptionText(
  { api, environment }: WebhooksPackage | ResourcePackage,
  { part, receiver }: { readonly part: EventsPart; readonly receiver: EventReceiver },
  imports: Imports,
): string {
  const entries = Object.entries({ ...receiver, environment }).map(
    ([name, value]) => `${literalKey(name)}: ${literal(value, "  ")}`,
  );
  const parser = api.int64 && eventParser(api, part, imports);
  return objectText("", () => [...entries, ...(parser === undefined ? [] : [`parse: ${parser}`])]);
}

/** The parser of events with 64-bit integers; undefined if no event has any. */
function eventParser(
  { types, int64 }: ApiModel,
  { webhooks, discriminator }: EventsPart,
  imports: Imports,
): string | undefined {
  const members = webhooks.map(({ type }) => type);
  const places = new Int64Finder(types).placesInUnion(members, discriminator);
  if (places === undefined) return undefined;
  const text = placesText(places, (type) => imports.from("./int64.js", placesName(type), false), "  ");
  const as = int64 === "string" ? `, ${literal(int64)}` : "";
  return `/* @__PURE__ */ ${imports.from(INT64_MODULE, "int64Parser", false)}(${text}${as})`;
}

/** The exports of the runtime for receiving events. */
function reExports(union: string): readonly ExportDeclarationStructure[] {
  const base = { kind: StructureKind.ExportDeclaration, moduleSpecifier: WEBHOOKS_MODULE } as const;
  const types = WEBHOOK_TYPES.filter((name) => name !== union);
  return [
    { ...base, namedExports: [...WEBHOOK_VALUES] },
    { ...base, isTypeOnly: true, namedExports: [...types] },
  ];
}

const HANDLER_DOC =
  "Calls a function for each event. `fallback` gets events without a listener, including types that the API adds later.";

const UNWRAP = ["const event = await webhooks.unwrap(await request.text(), request.headers, { secret });"];

function handlerExample({ webhooks }: EventsPart): readonly string[] {
  const [first] = webhooks;
  return [
    "const handler = createWebhookHandler({",
    `  on: { ${stringLiteral(first?.eventType ?? "")}: (event) => console.log(event) },`,
    "  fallback: (event) => console.log(event),",
    "});",
    "export const POST = handler.fetch; // or app.post(path, handler.node) in Express",
  ];
}
