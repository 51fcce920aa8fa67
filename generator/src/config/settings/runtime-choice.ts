import * as v from "valibot";

const npmName = v.pipe(
  v.string(),
  v.regex(
    /^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/,
    "Invalid name: Expected an npm name such as @acme/runtime",
  ),
);

const ENTRIES = ["limiter-kit", "oauth", "otel", "quota-file", "unknown"] as const;

/** A runtime package with its own name, written by the generator. */
const ownPackage = v.strictObject({
  /** Its npm name, `@acme/runtime`. */
  package: npmName,
});

/** A runtime inside the package, with modules for its users that no generated code imports. */
const bundled = v.strictObject({
  /** The modules of the runtime that its users import themselves, `["otel"]`. */
  bundled: v.pipe(
    v.array(v.picklist(ENTRIES, `Invalid module: Expected one of ${ENTRIES.join(", ")}`)),
    v.readonly(),
  ),
});

/** The source of the runtime in generated code. */
export const runtimeChoice = v.union(
  [
    v.picklist(["dependency", "workspace", "bundled"]),
    v.pipe(ownPackage, v.readonly()),
    v.pipe(bundled, v.readonly()),
  ],
  'Invalid runtime: Expected "dependency", "bundled", "workspace", { package: "@acme/runtime" } or { bundled: ["otel"] }',
);
