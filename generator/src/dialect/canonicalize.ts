import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/document.ts";
import { inOrder } from "../spec/in-order.ts";
import type { OpenApiRoot } from "../spec/openapi.ts";
import { Draft } from "./draft/index.ts";
import { normalizeConstants } from "./forms/constants.ts";
import { breakCycles } from "./forms/cycles.ts";
import { liftDefinitions } from "./forms/definitions.ts";
import { convertDescriptions } from "./forms/descriptions/index.ts";
import { bindDynamicReferences } from "./forms/dynamic-references.ts";
import { readEnumNames } from "./forms/enum-names.ts";
import { normalizeInheritance } from "./forms/inheritance.ts";
import { keepReferences } from "./forms/kept-references.ts";
import { normalizeNulls } from "./forms/nulls.ts";
import { normalizePathItems } from "./forms/path-items.ts";
import { normalizeSchemas } from "./forms/schemas.ts";
import { repairAuthorizationParameters } from "./repairs/authorization-parameters.ts";
import { repairDirections } from "./repairs/directions.ts";
import { repairEnumValues } from "./repairs/enum-values.ts";
import { leaveOutIgnoredParts } from "./repairs/ignored-parts.ts";
import { repairMediaTypes } from "./repairs/media-types.ts";
import { repairMethods } from "./repairs/methods.ts";
import { repairOperations } from "./repairs/operations.ts";
import { repairParameters } from "./repairs/parameters.ts";
import { repairPaths } from "./repairs/paths.ts";
import { applyQueryFormat } from "./repairs/query-format.ts";
import { repairReferences } from "./repairs/references.ts";
import { repairRelativeReferences } from "./repairs/relative-references.ts";
import { repairSchemas } from "./repairs/schemas.ts";
import { repairSecurity } from "./repairs/security.ts";
import { repairServers } from "./repairs/servers.ts";
import { repairSessionToken } from "./repairs/session-token.ts";
import { repairShapes } from "./repairs/shapes.ts";
import { reportMisspellings } from "./repairs/spelling.ts";
import { readStreamedResponses } from "./repairs/streamed-responses.ts";
import { reportUnsupported } from "./repairs/unsupported.ts";
import { readValuesAsText } from "./repairs/values-as-text.ts";
import { repairVersion } from "./repairs/version.ts";
import { readSwaggerMembers } from "./versions/mixed-versions.ts";

/** The canonical document, and all problems, in the order of their positions. */
export interface Canonical {
  readonly document: OpenApiDocument;
  /** The document with its repairs, in its original spelling, and with the members of objects in order. */
  readonly repaired: () => OpenApiRoot;
  readonly diagnostics: readonly Diagnostic[];
}

/** The settings that the canonical form depends on. */
export interface CanonicalOptions {
  /** The address that relative links in descriptions start from. Default: see {@link convertDescriptions}. */
  readonly documentUrl?: string;
}

/**
 * Stage 2: repairs violations of OpenAPI, and converts equivalent forms into one. If there are no errors, the document conforms
 * to the types in `openapi.ts`. Each node keeps its position in the source.
 */
export function canonicalize(written: OpenApiDocument, options: CanonicalOptions = {}): Canonical {
  const draft = new Draft(written);
  const descriptions = (own: Draft) => convertDescriptions(own, options.documentUrl);
  const run = (steps: readonly ((own: Draft) => void)[]) => {
    for (const step of steps) if (!hasErrors(draft.diagnostics)) step(draft);
  };
  run([repairVersion, ...REPAIRS]);
  // Without repairs, no copy must be kept.
  const changed = draft.isChanged ? inOrder(draft.document.root) : undefined;
  run([descriptions, ...FORMS]);
  draft.release();
  return {
    document: draft.document,
    repaired: () => changed ?? inOrder(written.root),
    diagnostics: sortDiagnostics(draft.diagnostics),
  };
}

const REPAIRS = [
  reportMisspellings,
  readSwaggerMembers,
  repairShapes,
  readStreamedResponses,
  repairRelativeReferences,
  repairReferences,
  repairPaths,
  repairMethods,
  repairMediaTypes,
  repairOperations,
  leaveOutIgnoredParts,
  repairParameters,
  repairDirections,
  readEnumNames,
  repairEnumValues,
  readValuesAsText,
  applyQueryFormat,
  repairSchemas,
  repairAuthorizationParameters,
  repairSecurity,
  repairServers,
  repairSessionToken,
  reportUnsupported,
];

const FORMS = [
  bindDynamicReferences,
  liftDefinitions,
  normalizeConstants,
  keepReferences(normalizePathItems, normalizeNulls, normalizeSchemas, normalizeInheritance, breakCycles),
];
