/** A part of the navigation. Its files are paths and patterns; a file belongs to the group that names it, or else to the first whose pattern fits. */
export interface Group {
  readonly title: string;
  /** The folder of its pages in the site. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Whether its pages can only be reached by links: they repeat what other pages say. */
  readonly isHidden?: boolean;
}

export interface Section {
  readonly title: string;
  readonly groups: readonly Group[];
}

/** The Markdown files of the repository that are pages, in the order of the navigation. A new file fits a pattern, so it needs no entry. */
export const SECTIONS: readonly Section[] = [
  {
    title: "Guide",
    groups: [
      {
        title: "Start",
        folder: "guide",
        files: ["packages/copilot-sdk/README.md", "packages/copilot-sdk/guide.md"],
      },
      {
        title: "Topics",
        folder: "guide",
        files: [
          "docs/pages.md",
          "docs/uploads.md",
          "docs/streams.md",
          "docs/webhooks.md",
          "docs/sessions.md",
          "docs/rate-limit.md",
          "docs/quota.md",
          "docs/observability.md",
          "docs/runtimes.md",
          "docs/*.md",
        ],
      },
      {
        title: "Packages",
        folder: "packages",
        files: [
          "packages/runtime/README.md",
          "packages/runtime/api.md",
          "packages/redis/README.md",
          "packages/mock/README.md",
          "packages/mock/api.md",
          "packages/*/README.md",
        ],
      },
      {
        title: "Details of packages",
        folder: "packages",
        files: ["packages/*/api.md", "packages/*/guide.md"],
        isHidden: true,
      },
    ],
  },
  {
    title: "Generator",
    groups: [
      {
        title: "Generator",
        folder: "generator",
        files: [
          "generator/README.md",
          "docs/other-apis.md",
          "docs/configuration.md",
          "docs/names.md",
          "docs/resources.md",
          "docs/runtime-choices.md",
          "docs/output.md",
          "docs/templates.md",
          "docs/features.md",
          "docs/releasing.md",
          "docs/coming-from.md",
          "docs/calls.md",
        ],
      },
      {
        title: "Problems",
        folder: "problems",
        files: ["docs/diagnostics/README.md", "docs/diagnostics/*.md"],
      },
    ],
  },
  {
    title: "Project",
    groups: [
      {
        title: "Project",
        folder: "project",
        files: [
          "README.md",
          "ARCHITECTURE.md",
          "CONTRIBUTING.md",
          "spec/README.md",
          "compat/README.md",
          "bench/README.md",
          "bench/RESULTS.md",
          "examples/**/README.md",
        ],
      },
      {
        title: "Decisions",
        folder: "decisions",
        files: ["docs/decisions/README.md", "docs/decisions/*.md"],
      },
    ],
  },
];

/** The files whose page is the first one of its folder. */
export const INDEXES: ReadonlySet<string> = new Set([
  "packages/copilot-sdk/README.md",
  "generator/README.md",
  "docs/diagnostics/README.md",
  "README.md",
  "docs/decisions/README.md",
]);
