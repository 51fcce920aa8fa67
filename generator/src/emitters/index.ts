import type { PackageModel } from "../partition/package-model.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import { emitApiReference } from "./api-reference.ts";
import { emitBuild } from "./build.ts";
import { emitCallbacks } from "./callbacks.ts";
import { emitClient } from "./client.ts";
import { emitErrors } from "./errors.ts";
import { emitIndex } from "./index-file.ts";
import { emitInt64 } from "./int64.ts";
import { emitManifest } from "./manifest.ts";
import { emitModels } from "./models.ts";
import { emitReadme } from "./readme.ts";
import { emitResources } from "./resource.ts";
import { emitSessions } from "./sessions.ts";
import { emitShapes } from "./shapes.ts";
import { emitWebhookReceiver } from "./webhook-receiver.ts";
import { emitWebhooks } from "./webhooks.ts";
import { emitWireTest } from "./wire-test.ts";

type Kind = PackageModel["kind"];
type PackageOf<Own extends Kind> = Extract<PackageModel, { readonly kind: Own }>;

/** The emitters for each kind of package. To add a target, create a file next to this one and list it here. */
const EMITTERS: {
  readonly [Own in Kind]: readonly ((model: PackageOf<Own>) => readonly GeneratedFile[])[];
} = {
  resources: [
    emitManifest,
    emitBuild,
    emitReadme,
    emitApiReference,
    emitIndex,
    emitClient,
    emitErrors,
    emitResources,
    emitModels,
    emitCallbacks,
    emitWebhooks,
    emitWebhookReceiver,
    emitInt64,
    emitShapes,
    emitWireTest,
  ],
  umbrella: [
    emitManifest,
    emitBuild,
    emitReadme,
    emitApiReference,
    emitIndex,
    emitClient,
    emitErrors,
    emitSessions,
    emitShapes,
  ],
  webhooks: [
    emitManifest,
    emitBuild,
    emitReadme,
    emitApiReference,
    emitIndex,
    emitWebhooks,
    emitWebhookReceiver,
    emitInt64,
    emitShapes,
  ],
};

/** Stage 5: the files of a package, as structures. */
export function emitPackage(model: PackageModel): readonly GeneratedFile[] {
  return emitKind(model.kind, model);
}

function emitKind<Own extends Kind>(kind: Own, model: PackageOf<Own>): readonly GeneratedFile[] {
  return EMITTERS[kind].flatMap((emit) => emit(model));
}
