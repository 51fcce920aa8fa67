import * as v from "valibot";
import { string } from "./values.ts";

/** How the text of generated files is written. */
export const style = v.strictObject({
  /**
   * The first comment of each generated file of code, `Copyright 2026 Acme, Inc.`, without comment marks. It may have several lines; an empty
   * one means no comment. The files of a bundled runtime keep theirs. Default: that the file is generated, and how to change it.
   */
  header: v.exactOptional(v.string()),
  /** The indentation of code and JSON: a number of spaces, or `tab`. Default: 2. */
  indent: v.exactOptional(
    v.picklist(["tab", 1, 2, 3, 4, 5, 6, 7, 8], 'Invalid indentation: Expected 1 to 8 spaces, or "tab"'),
  ),
  /**
   * The names of the files of resources: `kebab` (`order-rows.ts`), `camel` (`orderRows.ts`), `pascal` (`OrderRows.ts`) or `snake`
   * (`order_rows.ts`). Default: `kebab`.
   */
  fileNames: v.exactOptional(v.picklist(["kebab", "camel", "pascal", "snake"])),
  /**
   * How files import each other. `.js` works everywhere. `.ts` is for sources that Node 22.18, Deno or Bun run directly; the build rewrites it. `none`
   * needs `manifest.format: "commonjs"`, because ES modules without extensions do not load in Node. Default: `.js`.
   */
  importExtensions: v.exactOptional(v.picklist([".js", ".ts", "none"])),
});

/** Handlebars files that replace those of the generator, relative to the configuration. See docs/templates.md for their variables. */
export const templates = v.strictObject({
  /** `README.md` of packages with a client. Default: `readme.md.hbs` of the generator. */
  readme: v.exactOptional(string),
  /** `README.md` of the package with the events. Default: `readme-webhooks.md.hbs` of the generator. */
  eventsReadme: v.exactOptional(string),
  /** `guide.md` of each package. Default: `guide.md.hbs` of the generator. */
  guide: v.exactOptional(string),
  /** `api.md` of each package. Default: `api.md.hbs` of the generator. */
  api: v.exactOptional(string),
  /** `llms.txt` of each package. Default: `llms.txt.hbs` of the generator. */
  llms: v.exactOptional(string),
  /** `AGENTS.md` of each package. Default: `agents.md.hbs` of the generator. */
  agents: v.exactOptional(string),
  /** `README.md` of your own runtime package. Default: `readme-runtime.md.hbs` of the generator. */
  runtimeReadme: v.exactOptional(string),
  /**
   * The text of the changesets of `sdkgen release`, which Changesets copies into `CHANGELOG.md`. The packages and their bumps are written above it.
   * Default: `changeset.md.hbs` of the generator.
   */
  changeset: v.exactOptional(string),
});
