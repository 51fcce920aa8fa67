import type { DiagnosticCode } from "./catalogue.ts";

/** The severity of a problem: an `error` stops the generator; a `note` is information only. */
export type Severity = "error" | "warning" | "note";

/** The severity of a kind of problem. In a strict configuration, warnings are errors. */
export function severityOf(code: DiagnosticCode): Severity {
  return ERRORS.has(code) ? "error" : NOTES.has(code) ? "note" : "warning";
}

/**
 * The problems that stop the generator, because no sensible code can be written or a person must decide. Everything else in a
 * document is repaired or removed, and reported as a warning, except for the notes.
 */
const ERRORS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  // The command line, the configuration and the packages in it.
  "bundle-over-input",
  "bundled-runtime-shared",
  "client-name-clash",
  "config-not-found",
  "custom-without-package",
  "endpoint-named-twice",
  "feature-problem",
  "folder-of-two-packages",
  "invalid-config",
  "invalid-feature",
  "invalid-foreign-config",
  "invalid-template",
  "mock-not-started",
  "no-document",
  "no-revision",
  "nothing-to-compare",
  "nothing-to-generate",
  "stdin-twice",
  "watched-stdin",
  "resource-in-two-packages",
  "resource-without-package",
  "several-configs",
  "unknown-config-key",
  "unknown-code",
  "unknown-endpoint",
  "unknown-package",
  "unknown-error-body",
  "unknown-resource",
  "unknown-template-name",

  // Files that cannot be read or parsed.
  "empty-file",
  "file-not-found",
  "file-too-large",
  "invalid-json",
  "invalid-overlay",
  "invalid-swagger",
  "invalid-url",
  "invalid-yaml",
  "merge-conflict",
  "nested-too-deep",
  "no-files-match",
  "not-an-object",
  "not-utf8",
  "outside-folder",
  "overlay-too-large",
  "remote-reference",
  "tab-indentation",
  "too-many-aliases",
  "too-many-copies",
  "unreadable-file",

  // An empty document.
  "no-operations",

  // Files that would be overwritten, or do not match what is generated.
  "broken-inventory",
  "broken-journal",
  "broken-names",
  "broken-manifest",
  "duplicate-output",
  "file-in-the-way",
  "edited-file",
  "foreign-file",
  "interrupted-run",
  "missing-file",
  "outdated-file",
  "output-locked",
  "path-occupied",
  "path-outside",
  "path-through-link",
  "stray-file",
  "unreadable-folder",
  "unreadable-manifest",
  "unreadable-names",
  "write-failed",

  // Releases.
  "bump-too-low",
  "invalid-changeset",
  "outdated-changeset",
  "release-not-configured",
  "snapshot-edited",
  "snapshot-missing",
  "snapshot-outdated",
  "unreleased-changes",
  "version-too-low",
]);

/** Notes: reported although nothing is wrong. They are never errors, even in a strict configuration. */
const NOTES: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "body-taken-as-required",
  "guessed-pagination",
  "missing-operation-id",
  "no-base-url",
  "partial-content",
  "property-is-page-method",
  "relative-links",
  "repeated-parameter",
  "run-completed",
  "shadowed-global",
  "swagger-2",
  "values-as-text",
]);
