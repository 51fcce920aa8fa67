import type { ApiModel } from "../api-model/api-model.ts";
import type { NamesConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { pascalName } from "../names/words.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import { apiFacts } from "./api/api-facts.ts";
import { settleDirections } from "./api/directions.ts";
import { buildResources } from "./api/resources.ts";
import { buildSessionToken } from "./api/session-token.ts";
import { buildEvents } from "./api/webhooks.ts";
import { ModelContext } from "./context/context.ts";
import { buildOperation } from "./operations/operations.ts";
import { writtenOperations } from "./operations/written-operation.ts";
import { TypeBuilder } from "./schemas/type-builder.ts";

/** The model and the diagnostics of building it. If there are errors, the model must not be used. */
export interface BuiltModel {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  /** The tags of the document, by resource name. */
  readonly tags: ReadonlyMap<string, string>;
}

/** Stage 3: builds the model of the API from a valid document. */
export function buildModel(document: OpenApiDocument, names: NamesConfig = {}): BuiltModel {
  const context = new ModelContext(document, names);
  const types = new TypeBuilder(context);
  claimComponents(context, types);
  const operations = writtenOperations(context).map((written) => ({
    written,
    built: buildOperation(context, types, written),
  }));
  const events = buildEvents(context, types);
  const sessionToken = buildSessionToken(context, types);
  const resources = buildResources(context, operations);
  const claimInput = (name: string, of: string) =>
    context.claimDerived(name, "Type", ["components", "schemas", of, "(request)"]);
  const settled = settleDirections(types.finish(), resources, events.webhooks, sessionToken, claimInput);
  return {
    model: {
      ...apiFacts(context),
      ...(sessionToken !== undefined && { sessionToken }),
      ...settled,
      ...events,
    },
    diagnostics: context.diagnostics,
    tags: new Map(resources.map(({ name, tag }) => [name, tag])),
  };
}

/**
 * Names components before inline schemas, in an order that does not depend on the document. Those that keep their names are first,
 * so that a new component that needs another name does not take an existing one.
 */
function claimComponents(context: ModelContext, types: TypeBuilder): void {
  const isKept = (name: string) => pascalName(name) === name && !context.isReserved("type", name);
  const names = Object.keys(context.document.root.components?.schemas ?? {}).sort();
  const kept = names.filter(isKept);
  for (const name of [...kept, ...names.filter((other) => !isKept(other))]) types.reserve(name);
  for (const name of names) {
    types.expression({ value: { $ref: `#/components/schemas/${escapeKey(name)}` }, pointer: [] }, name);
  }
}

function escapeKey(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}
