import type { PackageModel } from "../partition/package-model.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import type { PackageExtras } from "../printer/package-extras.ts";
import { emitApiReference } from "./api-reference.ts";
import { emitForAssistants } from "./assistants.ts";
import { emitBuild } from "./build.ts";
import { emitClient } from "./client.ts";
import { emitErrors } from "./errors.ts";
import { emitEventsReadme } from "./events-readme.ts";
import { emitGuide } from "./guide.ts";
import { emitIndex } from "./index-file.ts";
import { emitManifest } from "./manifest.ts";
import { emitModels } from "./models.ts";
import { emitReadme } from "./readme.ts";
import { emitResources } from "./resource.ts";
import { emitWireTest } from "./wire-test.ts";

type Kind = PackageModel["kind"];
type PackageOf<Own extends Kind> = Extract<PackageModel, { readonly kind: Own }>;

/** Files of every package, by its kind. Everything else is a feature, in `features/`. */
const EMITTERS: {
  readonly [Own in Kind]: readonly ((
    model: PackageOf<Own>,
    extras: PackageExtras,
  ) => readonly GeneratedFile[])[];
} = {
  resources: [
    emitManifest,
    emitBuild,
    emitReadme,
    emitGuide,
    emitForAssistants,
    emitApiReference,
    emitIndex,
    emitClient,
    emitErrors,
    emitResources,
    emitModels,
    emitWireTest,
  ],
  umbrella: [
    emitManifest,
    emitBuild,
    emitReadme,
    emitGuide,
    emitForAssistants,
    emitApiReference,
    emitIndex,
    emitClient,
    emitErrors,
  ],
  webhooks: [
    emitManifest,
    emitBuild,
    emitEventsReadme,
    emitGuide,
    emitForAssistants,
    emitApiReference,
    emitIndex,
  ],
};

/** Stage 5: the files of a package, as structures. */
export function emitPackage(model: PackageModel, extras: PackageExtras = {}): readonly GeneratedFile[] {
  const { license } = extras;
  const files = emitKind(model.kind, model, extras);
  if (license === undefined) return files;
  return [...files, { kind: "text", path: `${model.folder}/LICENSE`, text: license }];
}

function emitKind<Own extends Kind>(
  kind: Own,
  model: PackageOf<Own>,
  extras: PackageExtras,
): readonly GeneratedFile[] {
  return EMITTERS[kind].flatMap((emit) => emit(model, extras));
}
