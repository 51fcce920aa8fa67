import * as v from "valibot";
import { constantName, identifier, string, strings, typeName } from "./values.ts";

/** New names by old name or by JSON pointer. */
const renaming = <const Name extends v.GenericSchema<string>>(name: Name) =>
  v.exactOptional(v.pipe(v.record(v.string(), name), v.readonly()));

/** Paths are relative to the configuration. */
export const release = v.strictObject({
  /** The document as of the last release, `released.json`. The release writes it. */
  snapshot: string,
  /** The folder of the changesets, `../.changeset`. */
  changesets: string,
});

/** Allowed targets of references, in addition to its own folder or git repository. */
export const references = v.strictObject({
  /** Other folders, relative to this file. */
  folders: v.exactOptional(strings),
  /** Other hosts, such as `schemas.example.com`. */
  hosts: v.exactOptional(strings),
});

export const names = v.strictObject({
  /** Types, by default name (`File`) or by JSON pointer (`#/components/schemas/File`). */
  types: renaming(typeName),
  /** Constants of operations: `{ listOrders: "ordersList" }`, or by pointer. */
  operations: renaming(constantName),
  /** Accessors of resources: `{ shippingLabels: "labels" }`. */
  resources: renaming(identifier),
  /** Methods, by the operation's constant: `{ listOrders: "all" }`. */
  methods: renaming(identifier),
});

/** A feature, the package that has it, or both with options. Loading it shows whether it is one. */
export const featureEntry = v.union(
  [
    string,
    v.pipe(v.tuple([string, v.looseObject({})]), v.readonly()),
    v.custom<{ readonly name: string }>(
      (value) => typeof value === "object" && value !== null && "name" in value,
    ),
  ],
  "Invalid feature: Expected a feature such as `zod()`, or the name of its package",
);

/** A module below `src`, without its extension. */
export const customModule = v.pipe(
  v.string(),
  v.regex(
    /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+)*(?<!\.[cm]?[jt]sx?)$/,
    "Invalid module: Expected a path below src without extension, such as custom/totals",
  ),
);
