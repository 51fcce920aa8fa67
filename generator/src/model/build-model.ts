import type { ApiModel } from "../api-model/api-model.ts";
import type { NamesConfig, PagingRule } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import { apiFacts } from "./api/api-facts.ts";
import { settleDirections } from "./api/directions.ts";
import { buildResources } from "./api/resources.ts";
import { buildSecurity } from "./api/security-schemes.ts";
import { buildSessionToken } from "./api/session-token.ts";
import { buildEvents } from "./api/webhooks.ts";
import { ModelContext } from "./context/context.ts";
import { buildOperation } from "./operations/operations.ts";
import { writtenOperations } from "./operations/written-operation.ts";
import { reportUnknownNames } from "./paging/told.ts";
import { TypeBuilder } from "./schemas/type-builder.ts";

/** The model and the diagnostics of building it. If there are errors, the model must not be used. */
export interface BuiltModel {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  /** The tags of the document, by resource name. */
  readonly tags: ReadonlyMap<string, string>;
}

/** Stage 3: builds the model of the API from a valid document. */
export function buildModel(
  document: OpenApiDocument,
  names: NamesConfig = {},
  pagination: readonly PagingRule[] = [],
): BuiltModel {
  const context = new ModelContext(document, names, pagination);
  const types = new TypeBuilder(context);
  const operations = writtenOperations(context).map((written) => ({
    written,
    built: buildOperation(context, types, written),
  }));
  reportUnknownNames(
    context,
    operations.map(({ written }) => written),
  );
  const events = buildEvents(context, types);
  const sessionToken = buildSessionToken(context, types);
  const resources = buildResources(context, operations);
  const claimInput = (name: string, of: string) =>
    context.claimDerived(name, "Type", ["components", "schemas", of, "(request)"]);
  const settled = settleDirections(types.namedTypes(), resources, events.webhooks, sessionToken, claimInput);
  return {
    model: {
      ...apiFacts(context),
      security: buildSecurity(context, resources),
      ...(sessionToken !== undefined && { sessionToken }),
      ...settled,
      ...events,
    },
    diagnostics: context.diagnostics,
    tags: new Map(resources.map(({ name, tag }) => [name, tag])),
  };
}
