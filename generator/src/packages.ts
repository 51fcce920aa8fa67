import { onlyKey } from "./api-model/index.ts";
import type { OwnFiles, ResolvedConfig } from "./config/index.ts";
import { emitPackage } from "./emitters/index.ts";
import { Equality } from "./equality.ts";
import {
  type AddedPackage,
  abilitiesAdded,
  callParts,
  clientParts,
  emitFeatures,
  type Feature,
} from "./features/index.ts";
import type { OutputFile } from "./output/output-file.ts";
import type { PackageModel } from "./partition/index.ts";
import { hasWireTest } from "./printer/call-text.ts";
import type { GeneratedFile } from "./printer/generated-file.ts";
import { type FilePrinter, filePrinter } from "./printer/print.ts";
import type { TextStyle } from "./printer/text-style.ts";
import { emitRuntimePackage, placeRuntime } from "./runtime/index.ts";
import type { OpenApiRoot } from "./spec/index.ts";

/** Inputs of printing, besides the models of packages. */
export interface PrintingInput {
  readonly config: ResolvedConfig;
  readonly own: OwnFiles;
  /** The packages of features. */
  readonly added: readonly AddedPackage[];
  readonly features: readonly Feature[];
  /** The document for tests. */
  readonly document: () => OpenApiRoot;
}

/** The output of an earlier run for a package, with the same configuration and templates. */
export interface PrintedPackage {
  /** Inputs of the files, which may be less than the whole model. */
  readonly input: readonly unknown[];
  /** True if they depend on the operations of the whole API. */
  readonly readsAll: boolean;
  readonly files: readonly OutputFile[];
}

/** Printed packages by their folders. */
export type PrintedPackages = Map<string, PrintedPackage>;

/**
 * Stages 5 and 6: the files of packages.
 *
 * @param printed What earlier runs printed. A package whose model is the same is not printed again.
 */
export async function printPackages(
  packages: readonly PackageModel[],
  { config, own, added, features, document }: PrintingInput,
  printed: PrintedPackages = new Map(),
): Promise<{ readonly files: readonly OutputFile[]; readonly folders: readonly string[] }> {
  const print = filePrinter({ style: textStyle(config), templates: own.templates });
  const equality = new Equality();
  const files: OutputFile[] = [];
  for (const model of packages) {
    const known = printed.get(model.folder);
    const isSame = known !== undefined && equality.areEqual(known.input, inputOf(model, own, known.readsAll));
    const now = isSame ? known : await printPackage(model, { own, features }, print);
    printed.set(model.folder, now);
    files.push(...now.files, ...documentOf(model, document).map(print));
  }
  const runtime = emitRuntimePackage(config, packages);
  const others = added.flatMap((pack) => emitAdded(pack, own.license));
  files.push(...[...others, ...runtime.files].map(print));
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    folders: [...[...packages, ...added].map(({ folder }) => folder), ...runtime.folders],
  };
}

/**
 * The files of a package, without the document. Most depend only on the operations of their own package, so it is noticed whether any
 * depends on those of the whole API.
 */
async function printPackage(
  model: PackageModel,
  { own, features }: Pick<PrintingInput, "own" | "features">,
  print: FilePrinter,
): Promise<PrintedPackage> {
  onlyKey(model.api);
  let readsAll = false;
  const api = {
    ...model.api,
    get resources() {
      readsAll = true;
      return model.api.resources;
    },
  };
  const noticed: PackageModel = { ...model, api };
  const parts = {
    clientParts: await clientParts(noticed, features),
    callParts: await callParts(noticed, features),
    abilities: await abilitiesAdded(noticed, features),
  };
  const emitted = [...emitPackage(noticed, { ...own, ...parts }), ...(await emitFeatures(noticed, features))];
  const files = placeRuntime(noticed, emitted).map(print);
  return { input: inputOf(model, own, readsAll), readsAll, files };
}

/** All that the files of a package depend on. Whether the API has a single key follows from its operations, and is known by then. */
function inputOf(model: PackageModel, own: OwnFiles, readsAll: boolean): readonly unknown[] {
  const { resources, ...api } = model.api;
  return [own, { ...model, api }, onlyKey(model.api), readsAll ? resources : []];
}

/** The files of a package of a feature. */
function emitAdded(pack: AddedPackage, license: string | undefined): readonly GeneratedFile[] {
  if (license === undefined) return pack.emit();
  return [...pack.emit(), { kind: "text", path: `${pack.folder}/LICENSE`, text: license }];
}

/** The text style of the configuration, for the printer. */
function textStyle({ style = {} }: Pick<ResolvedConfig, "style">): TextStyle {
  const { header, indent = 2, importExtensions } = style;
  return {
    indent: indent === "tab" ? "\t" : " ".repeat(indent),
    ...(header !== undefined && { header }),
    ...(importExtensions !== undefined && { extensions: importExtensions }),
  };
}

/** The document for the tests of a package, unless the configuration has another place for it. */
function documentOf(model: PackageModel, document: () => OpenApiRoot): readonly GeneratedFile[] {
  if (model.document !== undefined || model.kind !== "resources" || !hasWireTest(model)) return [];
  return [{ kind: "json", path: `${model.folder}/test/openapi.json`, value: document() }];
}
