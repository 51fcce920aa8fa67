import * as v from "valibot";
import { issueText } from "../settings/issue-text.ts";
import type { ModelConfig, SdkConfig } from "../settings/sdk-config.ts";
import { readClient } from "./client.ts";
import { readCasings } from "./names.ts";
import { readPackage } from "./package.ts";
import { readPagination } from "./pagination.ts";
import { ResourceReader } from "./resource-reader.ts";
import { type Stainless, stainless } from "./schema.ts";

/** A Stainless configuration, translated into ours. */
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
      ...queryFormatOf(output),
      ...client.config,
      ...readPackage(output, casings),
    },
    unnamed: reader.unnamed,
    hasTransforms: (output.openapi?.transforms ?? output.openapi?.transformations ?? []).length > 0,
    unused: [
      ...Object.keys(output)
        .filter((member) => !MEMBERS.has(member))
        .map((member) => `\`${member}\``),
      ...unusedSettings(output),
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

/** The formats of the query that the configuration states. */
function queryFormatOf({ query_settings: query }: Stainless): Pick<SdkConfig, "queryFormat"> {
  const arrays = ARRAY_FORMATS.find((format) => format === query?.array_format);
  const objects = query?.nested_format === "brackets" ? query.nested_format : undefined;
  if (arrays === undefined && objects === undefined) return {};
  return { queryFormat: { ...(arrays && { arrays }), ...(objects && { objects }) } };
}

const ARRAY_FORMATS = ["repeat", "comma", "brackets"] as const;

/** The members of `settings` that change what an SDK does, and formats of the query that it cannot write. */
function unusedSettings(output: Stainless): readonly string[] {
  const { settings, query_settings: query } = output;
  const { arrays, objects } = queryFormatOf(output).queryFormat ?? {};
  return [
    ...["unwrap_response_fields", "positional_params"]
      .filter((name) => settings?.[name] !== undefined)
      .map((name) => `\`settings.${name}\``),
    ...(query?.array_format !== arrays ? ["`query_settings.array_format`"] : []),
    ...(query?.nested_format !== objects ? ["`query_settings.nested_format`"] : []),
  ];
}
