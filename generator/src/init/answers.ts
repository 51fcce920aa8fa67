/** Answers that `sdkgen init` needs, besides the document. */
export interface Answers {
  /** npm name of the package, or of the one that has all the others: `@acme/shop`. */
  readonly name: string;
  /** The class of the client, `Shop`. */
  readonly client: string;
  readonly layout: Layout;
}

/** `one`: a package with everything. `several`: one for each resource, and one with all of them. */
export type Layout = (typeof LAYOUTS)[number];
export const LAYOUTS = ["one", "several"] as const;
