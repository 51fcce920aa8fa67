/**
 * The kit for features: the interface, the model that they read, and the forms of files. Features of other packages import
 * only this.
 *
 * @example
 * import { defineFeature, literal } from "@copilot-sdk/generator/kit";
 *
 * export default () =>
 *   defineFeature({
 *     name: "operation-ids",
 *     modules: ({ kind }) => (kind === "resources" ? [{ name: "ids", exports: ["ids"] }] : []),
 *     emit: (pack) => {
 *       if (pack.kind !== "resources") return [];
 *       const ids = pack.resources.flatMap(({ resource }) => resource.operations.map(({ id }) => id));
 *       const statements = [`export const ids = ${literal(ids)} as const;`];
 *       return [{ kind: "typescript", path: `${pack.folder}/src/ids.ts`, statements }];
 *     },
 *   });
 */

import type { Feature } from "./features/kit/feature.ts";

export { credentialOptions, variableOf } from "./api-model/client-options.ts";
export { onlyKey } from "./api-model/credentials.ts";
export type {
  AddedFacts,
  AddedMethod,
  ApiModel,
  CallModel,
  Constraints,
  Documentation,
  EnumType,
  JsonValue,
  NamedType,
  ObjectType,
  OperationModel,
  ParamsType,
  Property,
  ResourceModel,
  ResponseModel,
  StreamChoice,
  TypeExpression,
  UnionType,
} from "./api-model/index.ts";
export { matchesKey } from "./api-model/key-patterns.ts";
export { paramsTypes } from "./api-model/params-types.ts";
export { mentionedBy, reachableFrom } from "./api-model/reach.ts";
export {
  type ChangeLevel,
  type ComparedValues,
  callOf,
  code,
  type FeatureChange,
  type FeatureDifference,
  type MatchedOperations,
  matchOperations,
  type OwnedOperation,
} from "./diff/index.ts";
export type { AddedPackage, Feature } from "./features/kit/feature.ts";
export { checkOptionNames } from "./features/kit/option-names.ts";
export { type Upload, type UploadData, uploadOf } from "./features/uploads/upload.ts";
export { type EventReceiver, receiverIn } from "./features/webhooks/signature.ts";
export type {
  ModelExtension,
  ReadableOperation,
  ReadFacts,
  ReadMethod,
  ReadSchema,
} from "./model/index.ts";
export { textLike } from "./model/samples/text-like.ts";
export type {
  AddedExports,
  AddedModule,
  ManifestPart,
  ModuleGuide,
  PackageModel,
  ResourcePackage,
  UmbrellaPackage,
  WebhooksPackage,
} from "./partition/index.ts";
export { declaredTypes, operationsOf } from "./partition/index.ts";
export type { CallPart, CallParts } from "./printer/call-part.ts";
export type { ClientMembers, ClientPart } from "./printer/client-part.ts";
export { commentText } from "./printer/comments.ts";
export type {
  GeneratedFile,
  JsonFile,
  TemplateFile,
  TextFile,
  TypeScriptFile,
} from "./printer/generated-file.ts";
export { literal, literalKey, propertyName, stringLiteral } from "./printer/literals.ts";
export { linkFields } from "./printer/manifest-links.ts";
export { markdownText } from "./printer/markdown.ts";
export { runtimeImport } from "./printer/runtime-import.ts";
export { typeText } from "./printer/type-text.ts";

/**
 * Gives a feature its type, for completion in an editor.
 *
 * @returns The feature, unchanged.
 */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
