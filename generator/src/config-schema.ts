import * as v from "valibot";
import type { SdkConfig } from "./config.ts";

const text = v.pipe(v.string(), v.nonEmpty("Invalid value: Expected a text that is not empty"));
const identifier = v.pipe(
  v.string(),
  v.regex(/^[\p{L}_$][\p{L}\p{Nd}_$]*$/u, "Invalid name: Expected an identifier of TypeScript"),
);
const renaming = v.exactOptional(v.record(v.string(), identifier));

/** What a configuration must be like to be one; `SdkConfig` says what its members mean. */
const configSchema: v.GenericSchema<unknown, SdkConfig> = v.strictObject({
  documents: v.pipe(v.array(text), v.minLength(1, "Invalid length: Expected at least one file")),
  output: text,
  bundle: v.exactOptional(text),
  scope: v.exactOptional(
    v.pipe(v.string(), v.regex(/^@[a-z\d~-][a-z\d._~-]*$/, "Invalid scope: Expected one like @shop")),
  ),
  manifest: v.exactOptional(
    v.strictObject({
      license: v.exactOptional(text),
      author: v.exactOptional(text),
      repository: v.exactOptional(text),
      workspace: v.exactOptional(v.boolean()),
    }),
  ),
  environment: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[A-Z][A-Z\d_]*$/, "Invalid prefix: Expected one like SHOP")),
  ),
  packages: v.exactOptional(
    v.record(v.string(), v.strictObject({ client: identifier, description: text, resources: v.array(text) })),
  ),
  umbrella: v.exactOptional(
    v.strictObject({ folder: text, name: v.exactOptional(text), client: identifier, description: text }),
  ),
  webhooks: v.exactOptional(
    v.strictObject({ folder: text, description: text, union: v.exactOptional(identifier) }),
  ),
  release: v.exactOptional(v.strictObject({ snapshot: text, changesets: text })),
  names: v.exactOptional(
    v.strictObject({ types: renaming, operations: renaming, resources: renaming, methods: renaming }),
  ),
});

/** What is wrong with a value as a configuration, member by member; nothing where it is one. */
export function configProblems(value: unknown): readonly string[] {
  const result = v.safeParse(configSchema, value);
  if (result.success) return [];
  const { nested = {}, root = [] } = v.flatten(result.issues);
  const members = Object.entries(nested).map(([path, messages]) => `\`${path}\`: ${messages?.join(", ")}`);
  return [...root, ...members];
}
