import * as v from "valibot";
import { paginationScheme } from "./pagination.ts";

/** A resource of a Stainless configuration as far as this generator uses it. */
export interface StainlessResource {
  readonly models?: { readonly [name: string]: unknown } | null | undefined;
  readonly methods?: { readonly [name: string]: string | StainlessMethod } | null | undefined;
  readonly subresources?: { readonly [name: string]: StainlessResource | null } | null | undefined;
  readonly skip?: unknown;
  readonly only?: unknown;
}

export interface StainlessMethod {
  readonly endpoint?: string | undefined;
  readonly skip?: unknown;
  readonly only?: unknown;
  readonly paginated?: unknown;
}

const method = v.union(
  [
    v.string(),
    v.looseObject({
      endpoint: v.optional(v.string()),
      skip: v.optional(v.unknown()),
      only: v.optional(v.unknown()),
      paginated: v.optional(v.unknown()),
    }),
  ],
  "Invalid method: Expected an endpoint such as `post /orders`, or an object with an `endpoint`",
);
// YAML has null where a key has no value yet.
const resource: v.GenericSchema<StainlessResource> = v.looseObject({
  models: v.nullish(v.record(v.string(), v.unknown())),
  methods: v.nullish(v.record(v.string(), method)),
  subresources: v.nullish(v.record(v.string(), v.nullable(v.lazy(() => resource)))),
  skip: v.optional(v.unknown()),
  only: v.optional(v.unknown()),
});

const option = v.looseObject({
  read_env: v.optional(v.string()),
  auth: v.nullish(v.looseObject({ security_scheme: v.optional(v.string()), role: v.optional(v.string()) })),
});

const target = v.looseObject({
  package_name: v.optional(v.string()),
  production_repo: v.nullish(v.string()),
});

/** The members of a Stainless configuration that have an effect. */
export const stainless = v.looseObject({
  resources: v.nullish(v.record(v.string(), v.nullable(resource)), {}),
  pagination: v.nullish(
    v.pipe(
      v.unknown(),
      v.transform((written) => [written].flat()),
      v.array(paginationScheme),
    ),
    [],
  ),
  environments: v.nullish(v.record(v.string(), v.string())),
  security: v.nullish(v.array(v.record(v.string(), v.array(v.string())))),
  security_schemes: v.nullish(v.record(v.string(), v.looseObject({}))),
  client_settings: v.nullish(
    v.looseObject({
      default_env_prefix: v.optional(v.string()),
      default_retries: v.nullish(v.looseObject({ max_retries: v.optional(v.number()) })),
      opts: v.nullish(v.record(v.string(), option)),
    }),
  ),
  settings: v.nullish(v.looseObject({ license: v.optional(v.unknown()) })),
  organization: v.nullish(v.union([v.string(), v.looseObject({ name: v.optional(v.string()) })])),
  targets: v.nullish(v.looseObject({ typescript: v.nullish(target), node: v.nullish(target) })),
  unspecified_endpoints: v.nullish(v.array(v.string())),
  openapi: v.nullish(
    v.looseObject({
      transforms: v.nullish(v.array(v.unknown())),
      transformations: v.nullish(v.array(v.unknown())),
    }),
  ),
  custom_casings: v.nullish(v.record(v.string(), v.unknown())),
  query_settings: v.nullish(
    v.looseObject({ array_format: v.optional(v.string()), nested_format: v.optional(v.string()) }),
  ),
});

export type Stainless = v.InferOutput<typeof stainless>;
