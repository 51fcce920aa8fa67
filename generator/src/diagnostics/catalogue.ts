import { commandCodes } from "./codes/command.ts";
import { configurationCodes } from "./codes/configuration.ts";
import type { Definition } from "./codes/definition.ts";
import { documentCodes } from "./codes/document.ts";
import { modelCodes } from "./codes/model.ts";
import { outputCodes } from "./codes/output.ts";
import { releaseCodes } from "./codes/release.ts";
import { sourceCodes } from "./codes/source.ts";

const definitions = {
  ...commandCodes,
  ...configurationCodes,
  ...sourceCodes,
  ...documentCodes,
  ...modelCodes,
  ...outputCodes,
  ...releaseCodes,
};

/** The code of a kind of problem, such as `unresolved-reference`. */
export type DiagnosticCode = keyof typeof definitions;

/** The parameters of the messages of a kind of problem. */
export type FactsOf<Code extends DiagnosticCode> = Facts[Code];

type Facts = { [Code in DiagnosticCode]: Parameters<(typeof definitions)[Code]["message"]>[0] };

/** Every problem that the generator can report. */
export const catalogue: { readonly [Code in DiagnosticCode]: Definition<Facts[Code]> } = definitions;

/** The kinds of problems with the same subject. */
export interface CodeGroup {
  /** `command-line` */
  readonly name: string;
  readonly title: string;
  readonly codes: readonly DiagnosticCode[];
}

/** All kinds of problems by their subject, in the order in which a command meets them. */
export const codeGroups: readonly CodeGroup[] = [
  { name: "command-line", title: "The command line", codes: codesOf(commandCodes) },
  { name: "configuration", title: "The configuration", codes: codesOf(configurationCodes) },
  { name: "files", title: "Files and overlays", codes: codesOf(sourceCodes) },
  { name: "document", title: "The document", codes: codesOf(documentCodes) },
  { name: "model", title: "Names, types and calls", codes: codesOf(modelCodes) },
  { name: "output", title: "Generated files", codes: codesOf(outputCodes) },
  { name: "releases", title: "Releases", codes: codesOf(releaseCodes) },
];

function codesOf<Code extends DiagnosticCode>(codes: { readonly [Each in Code]: unknown }): readonly Code[] {
  return (Object.keys(codes) as Code[]).sort();
}
