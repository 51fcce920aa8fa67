/** `text` for terminals, `json` for programs, `markdown` for comments on pull requests, `github` for annotations. */
export type ChangeFormat = (typeof CHANGE_FORMATS)[number];

export const CHANGE_FORMATS = ["text", "json", "markdown", "github"] as const;
