import type { Documentation } from "../api-model/type-model.ts";
import type { PackageModel } from "../partition/package-model.ts";
import { headline } from "../printer/comments.ts";
import type { PackageFacts } from "../printer/package-variables.ts";
import { linkTo } from "./links.ts";

/** Facts about the package for every Markdown file. */
export function aboutPackage(model: PackageModel): PackageFacts {
  const { name, description, api, manifest, environment, runtime } = model;
  return {
    name,
    description,
    title: api.title,
    license: manifest.license,
    hasLicenseFile: manifest.hasLicenseFile,
    node: nodeText(manifest.node),
    formats: FORMATS[manifest.modules.format],
    hasBothFormats: manifest.modules.format === "both",
    environment,
    runtime: runtime.module,
    links: {
      guide: linkTo(model, "guide.md"),
      api: linkTo(model, "api.md"),
      changelog: linkTo(model, "CHANGELOG.md"),
      license: linkTo(model, "LICENSE"),
    },
  };
}

const FORMATS = { both: "ES modules and CommonJS", esm: "ES modules", commonjs: "CommonJS" } as const;

/** `>=20.19` as `Node 20.19 or newer`. */
function nodeText(range: string): string {
  const oldest = /^>=\s*v?([\d.]+)$/.exec(range.trim())?.[1];
  return oldest === undefined ? `Node ${range}` : `Node ${oldest} or newer`;
}

/** An event in a list. */
export interface EventRow {
  readonly name: string;
  readonly about: string;
}

/** An event in a list, with the first sentence of its documentation. */
export function eventRow(event: { readonly eventType: string; readonly docs: Documentation }): EventRow {
  return { name: event.eventType, about: headline(event.docs) };
}
