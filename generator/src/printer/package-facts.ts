import type { Documentation } from "../api-model/type-model.ts";
import type { PackageModel } from "../partition/package-model.ts";
import { headline } from "./comments.ts";
import type { TemplateValues } from "./template-variables.ts";

/** What every README says about its package. */
export type PackageFacts = Pick<
  TemplateValues<"readme">,
  "name" | "description" | "title" | "license" | "hasLicenseFile" | "node" | "formats"
>;

/** The facts of a package. */
export function aboutPackage({ name, description, api, manifest }: PackageModel): PackageFacts {
  return {
    name,
    description,
    title: api.title,
    license: manifest.license,
    hasLicenseFile: manifest.hasLicenseFile,
    node: nodeText(manifest.node),
    formats: FORMATS[manifest.modules.format],
  };
}

const FORMATS = { both: "ES modules and CommonJS", esm: "ES modules", commonjs: "CommonJS" } as const;

/** `>=20.19` as `Node 20.19 or newer`. */
function nodeText(range: string): string {
  const oldest = /^>=\s*v?([\d.]+)$/.exec(range.trim())?.[1];
  return oldest === undefined ? `Node ${range}` : `Node ${oldest} or newer`;
}

/** An event in a table. */
export function eventRow(event: { readonly eventType: string; readonly docs: Documentation }): {
  name: string;
  about: string;
} {
  return { name: event.eventType, about: headline(event.docs) };
}
