import type { ApiModel } from "../api-model/api-model.ts";
import type { ModelConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { CallNames } from "../names/calls/index.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import { apiFacts } from "./api/api-facts.ts";
import { moveToClient, withOptions } from "./api/client-parameters.ts";
import { settleDirections } from "./api/directions.ts";
import { withDiscriminatedSamples } from "./api/discriminated-samples.ts";
import { withExactSamples } from "./api/exact-samples.ts";
import { buildResources } from "./api/resources.ts";
import { buildSecurity } from "./api/security-schemes.ts";
import { buildSessionToken } from "./api/session-token.ts";
import { buildEvents } from "./api/webhooks.ts";
import { writtenOperations } from "./calls/written-operation.ts";
import { ModelContext } from "./context/context.ts";
import { withDiscriminators } from "./operations/discriminated-params.ts";
import { buildOperation } from "./operations/operations.ts";
import { reportUnknownNames } from "./paging/told.ts";
import { TypeBuilder } from "./schemas/type-builder.ts";

/** The model and the diagnostics of building it. If there are errors, the model must not be used. */
export interface BuiltModel {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  /** What the names of calls are made from. */
  readonly naming: Pick<CallNames, "naming" | "reason">;
  /** What the configuration calls the resources of the client, by their accessors: the tags that they come from. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Stage 3: builds the model of the API from a valid document. */
export function buildModel(document: OpenApiDocument, config: ModelConfig = {}): BuiltModel {
  const context = new ModelContext(document, config);
  const types = new TypeBuilder(context);
  const { operations: found, ...rules } = writtenOperations(context);
  const raw = found.map((written) => ({ written, built: buildOperation(context, types, written) }));
  const all = raw.map(({ written, built }) => ({
    written,
    built: withDiscriminators(types.constants, built),
  }));
  reportUnknownNames(context, found);
  const { operations, parameters } = moveToClient(context, types.namedTypes(), all);
  const events = buildEvents(context, types);
  const sessionToken = buildSessionToken(context, types);
  const resources = buildResources(context, operations);
  const claimInput = (name: string, of: string) =>
    context.claimDerived(name, "Type", ["components", "schemas", of, "(request)"]);
  const settled = withDiscriminatedSamples(
    settleDirections(types.namedTypes(), resources, events.webhooks, sessionToken, claimInput),
  );
  types.buildUnused();
  const security = buildSecurity(context, resources);
  return {
    model: {
      ...apiFacts(context),
      ...(context.int64 !== undefined && { int64: context.int64 }),
      security,
      clientParameters: withOptions(parameters, security),
      ...(sessionToken !== undefined && { sessionToken }),
      ...(context.int64 === undefined ? settled : withExactSamples(settled, context.int64)),
      ...events,
    },
    diagnostics: context.diagnostics,
    naming: rules,
    labels: new Map(resources.map(({ name, label }) => [name, label])),
  };
}
