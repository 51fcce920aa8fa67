import type { ApiModel } from "../api-model/api-model.ts";
import type { NamesConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import { apiFacts } from "./api/api-facts.ts";
import { moveToClient, withOptions } from "./api/client-parameters.ts";
import { settleDirections } from "./api/directions.ts";
import { buildResources } from "./api/resources.ts";
import { buildSecurity } from "./api/security-schemes.ts";
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

/**
 * Stage 3: builds the model of the API from a valid document.
 *
 * @param clientParameters The names of the parameters that callers give to the client.
 */
export function buildModel(
  document: OpenApiDocument,
  names: NamesConfig = {},
  clientParameters: readonly string[] = [],
): BuiltModel {
  const context = new ModelContext(document, names);
  const types = new TypeBuilder(context);
  const all = writtenOperations(context).map((written) => ({
    written,
    built: buildOperation(context, types, written),
  }));
  const moved = moveToClient(context, types.namedTypes(), all, clientParameters);
  const { operations } = moved;
  const events = buildEvents(context, types);
  const sessionToken = buildSessionToken(context, types);
  const resources = buildResources(context, operations);
  const claimInput = (name: string, of: string) =>
    context.claimDerived(name, "Type", ["components", "schemas", of, "(request)"]);
  const settled = settleDirections(types.namedTypes(), resources, events.webhooks, sessionToken, claimInput);
  const security = buildSecurity(context, resources);
  return {
    model: {
      ...apiFacts(context),
      security,
      clientParameters: withOptions(moved.parameters, security),
      ...(sessionToken !== undefined && { sessionToken }),
      ...settled,
      ...events,
    },
    diagnostics: context.diagnostics,
    tags: new Map(resources.map(({ name, tag }) => [name, tag])),
  };
}
