export type { DiagnosticCode, FactsOf } from "./catalogue.ts";
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
