import * as v from "valibot";
import { nodeRange } from "./node-range.ts";
import { oneLine, string, strings, typeName } from "./values.ts";

/** The address of a page. */
const address = v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/i, "Invalid address: Expected an `https:` URL"));

/** The address of a page, or an e-mail address. */
const contact = v.pipe(
  v.string(),
  v.regex(
    /^(?:https?:\/\/\S+|[^\s@]+@[^\s@]+)$/i,
    "Invalid address: Expected an `https:` URL or an e-mail address",
  ),
);

export const manifest = v.strictObject({
  /** SPDX identifier, or `UNLICENSED`. Default: `MIT`. */
  license: v.exactOptional(oneLine),
  /** The file with the text of the license, relative to the configuration. Each package gets a copy, `LICENSE`. Default: none. */
  licenseFile: v.exactOptional(string),
  /** The author of the packages, `Ada Martin <ada@acme.example>`. Default: none. */
  author: v.exactOptional(oneLine),
  /**
   * `git+https://…` URL of the repository. npm demands it for provenance, and links of the READMEs start from it. Default: none, about
   * which `sdkgen release` warns.
   */
  repository: v.exactOptional(string),
  /** The page of the packages, `https://acme.example/sdk`. Default: the README of each package in a repository on GitHub or GitLab. */
  homepage: v.exactOptional(address),
  /** Where users report problems: a page or an e-mail address. Default: the issues of a repository on GitHub or GitLab. */
  bugs: v.exactOptional(contact),
  /**
   * Whether the packages are members of a pnpm workspace. If so, they depend on each other with `workspace:` and on
   * tools (`@types/node`, `rolldown`, `typescript`, `vitest`) with `catalog:`. Default: `false`, npm version ranges.
   */
  workspace: v.exactOptional(v.boolean()),
  /**
   * The formats of the modules: `both` ES modules and CommonJS, `esm` or `commonjs`. Every Node that the packages support can load ES modules
   * with `require`; older bundlers and jest need CommonJS. Default: `both`.
   */
  format: v.exactOptional(v.picklist(["both", "esm", "commonjs"])),
  /** The versions of Node in `engines`, `>=22`. They must be 20.19 or newer, which the runtime needs. Default: `>=20.19`. */
  node: v.exactOptional(nodeRange),
});

export const resourcePackage = v.strictObject({
  /** The class of a client for this package alone, `Sales`. */
  client: typeName,
  /** One sentence for npm and the README. */
  description: string,
  /** Tags of the document, as the document spells them. */
  resources: strings,
});

export const umbrella = v.strictObject({
  /** The folder of the package in `output`. */
  folder: string,
  /** npm name. Default: the scope and the folder. */
  name: v.exactOptional(string),
  /** The class of the client, `Shop`. */
  client: typeName,
  /** One sentence for npm and the README. */
  description: string,
});

export const webhooks = v.strictObject({
  /** The folder of the package in `output`. */
  folder: string,
  /** One sentence for npm and the README. */
  description: string,
  /** The union of all events. Default: `WebhookEvent`. */
  union: v.exactOptional(typeName),
});
