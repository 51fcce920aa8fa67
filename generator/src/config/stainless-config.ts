import * as v from "valibot";
import { issueText } from "./issue-text.ts";
import type { ModelConfig, SdkConfig } from "./sdk-config.ts";
import { readClient } from "./stainless-client.ts";
import { readCasings } from "./stainless-names.ts";
import { readPackage } from "./stainless-package.ts";
import { readPagination } from "./stainless-pagination.ts";
import { ResourceReader } from "./stainless-resources.ts";
import { type Stainless, stainless } from "./stainless-schema.ts";

/** A Stainless configuration, converted to this generator's settings. */
export interface StainlessConfig {
  readonly config: Partial<SdkConfig>;
  /** The endpoints of calls that have no name here, so that the rules name them. */
  readonly unnamed: NonNullable<ModelConfig["foreign"]>["unnamed"];
  /** True if it changes the document: `openapi.transforms`. */
  readonly hasTransforms: boolean;
  /** Members, methods and names that have no effect. */
  readonly unused: readonly string[];
}

/**
 * Translates a Stainless configuration. Members about other languages, documentation and releases have no effect on a package, and
 * are not among the unused ones.
 *
 * @returns The problems if it is invalid.
 */
export function readStainless(value: unknown): StainlessConfig | { readonly problems: readonly string[] } {
  const result = v.safeParse(stainless, value);
  if (!result.success) {
    return { problems: result.issues.map(problemOf) };
  }
  const { output } = result;
  const { casings, unused: unusedCasings } = readCasings(output.custom_casings ?? {});
  const reader = new ResourceReader(output.resources ?? {}, casings);
  const client = readClient(output, casings);
  const pages = readPagination(output.pagination ?? [], reader);
  const ignored = [...reader.ignored, ...(output.unspecified_endpoints ?? []).map(endpointOf)];
  const hasCalls = Object.keys(reader.tree).length > 0;
  return {
    config: {
      resources: reader.tree,
      // An endpoint that is not listed is not part of the SDK.
      ...(hasCalls && { onlyResources: true }),
      ...(reader.types.size > 0 && { names: { types: Object.fromEntries(reader.types) } }),
      ...(ignored.length > 0 && { ignore: ignored }),
      pagination: pages.rules,
      ...client.config,
      ...readPackage(output, casings),
    },
    unnamed: reader.unnamed,
    hasTransforms: (output.openapi?.transforms ?? output.openapi?.transformations ?? []).length > 0,
    unused: [
      ...Object.keys(output)
        .filter((member) => !MEMBERS.has(member))
        .map((member) => `\`${member}\``),
      ...unusedQuerySettings(output),
      ...unusedCasings,
      ...client.unused,
      ...reader.unused,
      ...pages.unused,
    ],
  };
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? issueText(issue) : `\`${path}\`: ${issueText(issue)}`;
}

/** Members that are read, and those that say nothing about a package of TypeScript. */
const MEMBERS = new Set(
  "resources pagination environments security security_schemes client_settings settings organization targets unspecified_endpoints openapi custom_casings query_settings edition readme codeflow diagnostics".split(
    " ",
  ),
);

/** `get /orders` with single spaces. */
function endpointOf(written: string): string {
  return written.trim().replaceAll(/\s+/g, " ");
}

/** The members of `settings` that change what an SDK does, and formats of parameters that the document does not have by itself. */
function unusedQuerySettings({ settings, query_settings: query }: Stainless): readonly string[] {
  const changing = ["unwrap_response_fields", "positional_params"].filter(
    (name) => settings?.[name] !== undefined,
  );
  const format = query?.array_format;
  return [
    ...changing.map((name) => `\`settings.${name}\``),
    ...(format === undefined || format === "repeat" ? [] : [`\`query_settings.array_format\``]),
    ...(query?.nested_format === "dots" ? ["`query_settings.nested_format`"] : []),
  ];
}
