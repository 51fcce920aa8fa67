import { resolve } from "node:path";
import {
  findForeignConfig,
  loadConfig,
  overlayAddresses,
  type ResolvedConfig,
  type SdkConfig,
} from "../config/index.ts";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { BUILT_IN, buildFiles, readDocument } from "../generate.ts";
import {
  type Answers,
  adoptedConfig,
  configurationText,
  documentFiles,
  newConfiguration,
  overlayFiles,
  repositoryFiles,
  resolvedIn,
  serversOverlay,
  suggestedTitle,
} from "../init/index.ts";
import { type BuiltModel, buildModel } from "../model/index.ts";
import { assertAbsent, writeFiles, writeNewFiles } from "../output/index.ts";
import { partition } from "../partition/index.ts";
import { printable } from "../printable.ts";
import { diskFiles, loadText } from "../spec/index.ts";
import { CancelledError, type Interviewer, interviewer } from "./ask.ts";
import type { CommandContext } from "./command.ts";
import { displayPath, type Terminal } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** `sdkgen init`: writes a repository for the packages of a document. It does not change existing files. */
export async function init(context: CommandContext): Promise<number> {
  try {
    return await create(context);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    context.terminal.stderr.write("Cancelled: nothing was written.\n");
    return 1;
  }
}

async function create(context: CommandContext): Promise<number> {
  const { operands, options, reporter, terminal } = context;
  const root = resolve(terminal.cwd, operands[0] ?? ".");
  const person = options.yes === true ? undefined : await interviewer(terminal);
  const spec = options.spec ?? [await askForSpec(person, terminal)];
  const isFound = options.spec === undefined && person === undefined;
  const { allowFolder: folders = [], allowHost: hosts = [] } = options;
  const references = { folders: folders.map((folder) => resolve(terminal.cwd, folder)), hosts };
  const adopted = await foreignConfiguration(context, spec);
  const overlays = adopted?.overlays ?? overlayAddresses(options.overlay, terminal.cwd);
  const read = await readDocument(
    adopted ?? { documents: spec, directory: terminal.cwd, overlays, references },
  );
  const built = buildModel(read.document, adopted ?? {}, { extensions: BUILT_IN });
  // Settings that the new configuration does not contain, so that later runs cannot report them.
  const lost = built.diagnostics.filter(({ code }) => code === "missing-endpoint");
  const adoption = [...(adopted?.diagnostics ?? []), ...lost];
  const answers = await askForPackages(context, person, built, { document: spec[0] ?? "", ...adopted });

  reporter.stage("write the repository");
  const documents = documentFiles(read.sources, () => `${JSON.stringify(read.written.root, undefined, 2)}\n`);
  const disk = diskFiles(terminal.cwd);
  const taken = documents.files.map(({ path }) => path);
  const corrections = await overlayFiles(
    documents.isBundle === true ? [] : overlays,
    (path) => loadText(path, disk, undefined),
    taken,
  );
  const servers = serversOverlay(read.sources, read.written.root, read.document.root, [
    ...taken,
    ...corrections.overlays,
  ]);
  const added = servers === undefined ? [] : [servers];
  const listed = [...corrections.overlays, ...added.map(({ path }) => path)];
  const config = newConfiguration(
    answers,
    { ...documents, ...(listed.length > 0 && { overlays: listed }) },
    built,
    adopted && adoptedConfig(adopted, built.model),
  );
  const files = [
    ...[...documents.files, ...corrections.files, ...added].map(({ path, content }) => ({
      path: `spec/${path}`,
      content,
    })),
    { path: "spec/sdk.config.ts", content: configurationText(config) },
    ...repositoryFiles({ config, name: answers.name, title: built.model.title, version: readVersion() }),
  ];
  const undo = await writeNewFiles(files, root, (path) => displayPath(terminal, root, path));
  const { count, diagnostics } = await writePackages(config, root, context).catch(async (error: unknown) => {
    await undo();
    throw error;
  });
  const folder = displayPath(terminal, root, ".");
  const lines = [
    ...(isFound ? [`The document is ${spec.join()}.`] : []),
    ...(adopted?.file === undefined
      ? []
      : [`Names, pages and credentials are those of ${displayPath(terminal, adopted.file, "")}.`]),
  ];
  reporter.succeed({
    summary: `${files.length + count} files written`,
    diagnostics: [...adoption, ...diagnostics],
    lines: [...lines, ...(lines.length > 0 ? [""] : []), ...nextSteps(folder)].map((line) => printable(line)),
    facts: { folder: root, ...answers },
  });
  return 0;
}

/** The configuration of another generator in the working directory, if there is one. */
async function foreignConfiguration(
  { options, terminal: { cwd } }: CommandContext,
  spec: readonly string[],
): Promise<ResolvedConfig | undefined> {
  const configFile = findForeignConfig(cwd);
  if (configFile === undefined) return undefined;
  const { overlay, allowFolder, allowHost } = options;
  return loadConfig({
    cwd,
    configFile,
    specFiles: spec,
    ...(overlay !== undefined && { overlayFiles: overlay }),
    ...(allowFolder !== undefined && { allowedFolders: allowFolder }),
    ...(allowHost !== undefined && { allowedHosts: allowHost }),
  });
}

/** The document that the user names. Default: the one in the working directory. */
async function askForSpec(person: Interviewer | undefined, terminal: Terminal): Promise<string> {
  const entry = await diskFiles(terminal.cwd).entryOf(terminal.cwd);
  const found = entry === undefined ? undefined : displayPath(terminal, terminal.cwd, entry);
  if (person !== undefined)
    return person.text("Where is the OpenAPI document? (file, folder or https: URL)", {
      ...(found !== undefined && { initial: found }),
      validate: (text) => (text.trim() === "" ? "Enter a path or a URL" : undefined),
    });
  if (found === undefined) throw new DiagnosticError([diagnostic("no-document", {})]);
  return found;
}

/** The source of the suggested names. */
interface Origin extends Pick<SdkConfig, "name" | "client"> {
  /** The path or the URL of the document. */
  readonly document: string;
}

/**
 * The names of the packages: from the options, the user's answers, the configuration of another generator, or the title of
 * the document, its server or its file.
 */
async function askForPackages(
  { options, terminal }: CommandContext,
  person: Interviewer | undefined,
  built: BuiltModel,
  { document, ...own }: Origin,
): Promise<Answers> {
  const { title, baseURL } = built.model;
  const named = suggestedTitle({ title, baseURL, document });
  const [whole] = partition(
    { ...built, model: { ...built.model, title: named } },
    resolvedIn(terminal.cwd, { documents: ["-"], output: "packages" }),
  ).packages;
  const { resources } = built.model;
  const suggested = own.name ?? whole?.name ?? "sdk";
  const validate = (name: string) =>
    NPM_NAME.test(name) ? undefined : "Enter an npm name such as @acme/shop";
  const name =
    options.name ??
    (await person?.text("What is the name of the package on npm?", { initial: suggested, validate }));
  const client = options.client ?? own.client ?? (whole?.kind === "resources" ? whole.client : "Client");
  const layout =
    options.layout ?? (resources.length > 1 ? await person?.layout(resources.length) : undefined);
  return { name: name ?? suggested, client, layout: layout ?? "one" };
}

async function writePackages(config: SdkConfig, root: string, { reporter, terminal }: CommandContext) {
  const generated = await buildFiles({ config: resolvedIn(root, config), onStage: reporter.stage });
  const display = (path: string) => displayPath(terminal, generated.root, path);
  await assertAbsent(generated.folders, generated.root, display);
  const { changes, diagnostics } = await writeFiles(generated.files, { ...generated, display });
  return { count: changes.length, diagnostics: [...generated.diagnostics, ...diagnostics] };
}

const NPM_NAME = /^(?:@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/;

function nextSteps(folder: string): readonly string[] {
  const steps = [...(folder === "" ? [] : [`cd ${folder}`]), "git init", "npx pnpm install", "npm test"];
  return ["Next:", "", ...steps.map((step) => `    ${step}`), ""];
}
