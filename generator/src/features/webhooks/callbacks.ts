import type { StatementStructures } from "ts-morph";
import type { Documentation } from "../../api-model/type-model.ts";
import type { CallbackOf, CallbacksPart, ResourcePackage } from "../../partition/package-model.ts";
import { commentText } from "../../printer/comments.ts";
import { deliveryFacts } from "../../printer/delivery-text.ts";
import type { TypeScriptFile } from "../../printer/generated-file.ts";
import { Imports } from "../../printer/imports.ts";
import { aliasOf, typeDeclarations } from "../../printer/type-declarations.ts";
import { declaredNames } from "../../surface/package-surface.ts";
import { callbackAliases } from "./exports.ts";

/** `src/callbacks.ts`: the types of the requests that the API sends because of operations. No file if there are none. */
export function emitCallbacks({ folder, callbacks }: ResourcePackage): readonly TypeScriptFile[] {
  if (callbacks === undefined) return [];
  const path = `${folder}/src/callbacks.ts`;
  return [{ kind: "typescript", path, statements: callbackStatements(callbacks) }];
}

function callbackStatements(part: CallbacksPart): readonly StatementStructures[] {
  const aliases = callbackAliases(part);
  const imports = new Imports({
    declared: [...aliases.map(({ callback }) => callback.typeName), ...declaredNames(part.types)],
    elsewhere: new Map(Object.entries(part.imports)),
  });
  const docs = new Map(part.callbacks.map((own) => [own.callback.typeName, docsOf(own)]));
  const statements = [
    ...aliases.map(({ callback: { typeName, type } }) =>
      aliasOf(typeName, commentText(docs.get(typeName) ?? {}), imports.type(type)),
    ),
    ...part.types.flatMap((type) =>
      typeDeclarations({ ...type, docs: docs.get(type.name) ?? type.docs }, imports),
    ),
  ];
  return [...imports.declarations(), ...statements];
}

function docsOf({ operation, callback }: CallbackOf): Documentation {
  const { docs, httpMethod, url } = callback;
  const cause = `The body of \`${httpMethod} ${url}\`, a request that the API sends because of \`${operation}\`.`;
  const paragraphs = [docs.description, [cause, ...deliveryFacts(callback)].join(" ")];
  return { ...docs, description: paragraphs.filter((text) => text !== undefined).join("\n\n") };
}
