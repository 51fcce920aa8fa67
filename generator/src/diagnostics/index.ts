export { type CodeGroup, codeGroups, type DiagnosticCode, type FactsOf } from "./catalogue.ts";
export { COMMAND_LINE } from "./codes/configuration.ts";
export {
  type Diagnostic,
  DiagnosticError,
  diagnostic,
  hasErrors,
  type Location,
  type RelatedPlace,
  sortDiagnostics,
} from "./diagnostic.ts";
export { type DiagnosticFormat, formatDiagnostics, githubCommand } from "./format.ts";
export { nearest } from "./nearest.ts";
export { type Block, blocksOf, type Page, pageNames, readPage } from "./pages.ts";
export { severityOf } from "./severity.ts";
