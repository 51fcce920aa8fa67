import type { ApiModel } from "../api-model/api-model.ts";
import type { ModelConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { CallNames } from "../names/calls/index.ts";
import { type NamesRecord, NO_RECORD } from "../names/record/names-record.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import { addedFacts } from "./api/added-facts.ts";
import { apiFacts } from "./api/api-facts.ts";
import { moveToClient, withOptions } from "./api/client-parameters.ts";
import { settleDirections } from "./api/directions.ts";
import { withDiscriminatedSamples } from "./api/discriminated-samples.ts";
import { withExactSamples } from "./api/exact-samples.ts";
import { reportExcluded } from "./api/excluded.ts";
import { buildResources } from "./api/resources.ts";
import { buildSecurity } from "./api/security-schemes.ts";
import { buildEvents } from "./api/webhooks.ts";
import { writtenOperations } from "./calls/written-operation.ts";
import { ModelContext } from "./context/context.ts";
import type { ModelExtension } from "./context/extension.ts";
import { withDiscriminators } from "./operations/discriminated-params.ts";
import { buildOperation } from "./operations/operations.ts";
import { reportUnknownNames } from "./paging/declared.ts";
import { TypeBuilder } from "./schemas/type-builder.ts";

/** The model and the diagnostics of building it. If there are errors, the model must not be used. */
export interface BuiltModel {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  /** The source of call names, and the reason for it. */
  readonly naming: Pick<CallNames, "choices" | "reason">;
  /** The names, for later versions of the document. */
  readonly record: NamesRecord;
  /** The tag of each resource of the client, by accessor. The configuration refers to resources by tag. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Options for building a model. */
export interface BuildOptions {
  /** The names of an earlier version, which this one keeps. Default: none. */
  readonly record?: NamesRecord;
  /** Data that features read from the document. Default: nothing. */
  readonly extensions?: readonly ModelExtension[];
  /** True if unused components are also examined, so that their problems are reported. Default: `false`. */
  readonly unused?: boolean;
}

/** Stage 3: builds the model of the API from a valid document. */
export function buildModel(
  document: OpenApiDocument,
  config: ModelConfig = {},
  { record = NO_RECORD, extensions = [], unused = false }: BuildOptions = {},
): BuiltModel {
  for (let released: ReadonlySet<string> = new Set(); ; ) {
    const context = new ModelContext(document, { config, record, released, extensions });
    const built = modelOf(context, unused);
    // Only after all names are claimed is it known which recorded places are gone, so that others can have their names.
    const { stale } = context.claims.kept;
    if (stale === undefined) return built;
    released = stale;
  }
}

function modelOf(context: ModelContext, unused: boolean): BuiltModel {
  const types = new TypeBuilder(context);
  const { operations: found, byRules, choices, reason } = writtenOperations(context);
  const raw = found.map((written) => ({ written, built: buildOperation(context, types, written) }));
  const all = raw.map(({ written, built }) => ({
    written,
    built: withDiscriminators(types.constants, built),
  }));
  reportUnknownNames(context, found);
  const { operations, parameters } = moveToClient(context, types.namedTypes(), all);
  const events = buildEvents(context, types);
  const added = addedFacts(context, types);
  const resources = buildResources(context, operations);
  const claimInput = (name: string, of: string) =>
    context.claimDerived(name, "Type", ["components", "schemas", of, "(request)"]);
  const others = [...events.webhooks.map(({ type }) => type), ...added.flatMap((own) => own.types)];
  const complete = types.namedTypes();
  const settled = withDiscriminatedSamples(settleDirections(complete, resources, others, claimInput));
  reportExcluded(context, settled.types, complete);
  if (unused) types.buildUnused();
  context.claims.reportYielded();
  const security = buildSecurity(context, resources);
  return {
    model: {
      ...apiFacts(context),
      ...(context.int64 !== undefined && { int64: context.int64 }),
      security,
      clientParameters: withOptions(parameters, security),
      ...(context.int64 === undefined ? settled : withExactSamples(settled, context.int64)),
      ...events,
      added,
    },
    diagnostics: context.diagnostics,
    naming: { choices, reason },
    record: { choices, calls: byRules, claims: context.claims.kept.given },
    labels: new Map(resources.map(({ name, label }) => [name, label])),
  };
}
