import { commandCodes } from "./codes/command.ts";
import type { Definition } from "./codes/definition.ts";
import { documentCodes } from "./codes/document.ts";
import { modelCodes } from "./codes/model.ts";
import { outputCodes } from "./codes/output.ts";
import { releaseCodes } from "./codes/release.ts";
import { sourceCodes } from "./codes/source.ts";

const definitions = {
  ...commandCodes,
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
