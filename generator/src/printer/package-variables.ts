import * as v from "valibot";

const text = v.string();
const flag = v.boolean();
const maybe = v.undefinedable(text);

/** Facts about the package for every Markdown file. */
export const about = v.strictObject({
  /** The npm name of the package. */
  name: text,
  /** One sentence about the package. */
  description: text,
  /** The title of the document. */
  title: text,
  /** The SPDX identifier of the license. */
  license: text,
  /** True if the package contains the text of the license, as `LICENSE`. */
  hasLicenseFile: flag,
  /** The versions of Node, `Node 20.19 or newer`. */
  node: text,
  /** The formats of the modules, `ES modules and CommonJS`. */
  formats: text,
  /** True if the package contains ES modules and CommonJS. */
  hasBothFormats: flag,
  /** The prefix of its environment variables. */
  environment: text,
  /** The npm name of the runtime, or of the package itself if it contains the runtime. */
  runtime: text,
  /** Links to its other files: URLs if the repository is on GitHub or GitLab, otherwise relative paths. */
  links: v.strictObject({
    /** The link to `guide.md`. */
    guide: text,
    /** The link to `api.md`. */
    api: text,
    /** The link to `CHANGELOG.md`. */
    changelog: text,
    /** The link to `LICENSE`. */
    license: text,
  }),
});

const errorAbility = v.strictObject({
  /** A call with a handler for its errors: lines of TypeScript. */
  code: text,
  /** The constant of an operation whose errors have types. */
  failing: maybe,
  /** The type of the body of all error responses. */
  body: maybe,
});

const testAbility = v.strictObject({
  /** A program that uses the mock server: lines of TypeScript. */
  mock: maybe,
  /** A result without a server: lines of TypeScript. */
  made: text,
});

const pageStyle = v.strictObject({
  /** The request for the next page. */
  style: text,
  /** The number of lists. */
  lists: v.number(),
  /** True if this is guessed by names. */
  isGuessed: flag,
});

const plan = v.strictObject({
  /** Its name. */
  name: text,
  /** Its requests per month, `10,000` or `unlimited`. */
  limit: text,
});

/** Events that a package, or one next to it, verifies and dispatches. */
export const events = v.strictObject({
  /** The module that programs import. */
  module: text,
  /** The package that has to be installed in addition. */
  install: maybe,
  /** The type of an event, `order.created`. */
  example: text,
  /** The environment variable with the secret. */
  secretVariable: text,
  /** A handler of requests: lines of TypeScript. */
  handler: text,
  /** A signed request for tests: lines of TypeScript. */
  signed: text,
  /** A handler that handles each delivery once: lines of TypeScript. */
  once: text,
});

/** Abilities of some packages. Undefined if the package does not have the ability. */
const optional = v.strictObject({
  /** The first call: one line of TypeScript. */
  first: maybe,
  /** Lists with pages. */
  pages: v.undefinedable(
    v.strictObject({
      /** Code that reads pages: lines of TypeScript. */
      code: text,
      /** A call that returns pages. */
      call: text,
      /** The paging styles of lists. Empty if all lists of the API have the same style. */
      styles: v.array(pageStyle),
    }),
  ),
  /** A loop over a call that returns a stream: lines of TypeScript. */
  streams: maybe,
  /** Calls that send a file. */
  uploads: v.undefinedable(
    v.strictObject({
      /** True if one call creates the file, sends its content and waits until it is complete. */
      isWhole: flag,
      /** Code that sends a file: lines of TypeScript. */
      code: text,
    }),
  ),
  /** Clients for users who open an app with a session token. */
  sessions: v.undefinedable(
    v.strictObject({
      /** Code that opens a session: lines of TypeScript. */
      code: text,
      /** Code that creates a token in tests: lines of TypeScript. */
      test: text,
    }),
  ),
  /** Events that the package, or one next to it, verifies and dispatches. */
  events: v.undefinedable(events),
  /** The modules of features that describe themselves. */
  modules: v.array(
    v.strictObject({
      /** The name that programs import. */
      name: text,
      /** An example: lines of TypeScript. */
      code: text,
      /** Its purpose, in sentences. */
      about: text,
    }),
  ),
  /** The limits of the API. */
  limits: v.undefinedable(
    v.strictObject({
      /** The rate limit, `20 requests in any second`. */
      rate: maybe,
      /** The plans with a monthly quota. */
      plans: v.array(plan),
      /** Code that reads the state of the limits: lines of TypeScript. */
      code: text,
    }),
  ),
  /** A rate limit for several processes. */
  sharing: v.undefinedable(
    v.strictObject({
      /** The npm package that it needs. */
      package: text,
      /** A client with such a limit: lines of TypeScript. */
      code: text,
    }),
  ),
  /** Spans, metrics and events of the client. */
  telemetry: v.undefinedable(
    v.strictObject({
      /** A client with OpenTelemetry: lines of TypeScript. */
      code: text,
      /** The npm packages that it needs, separated by spaces. */
      packages: text,
      /** A client that reports waits, refusals and retries: lines of TypeScript. */
      events: text,
    }),
  ),
});

/** Abilities of a package with a client. */
export const abilities = v.strictObject({
  /** The first program: lines of TypeScript. */
  program: text,
  /** The client of the first program: lines of TypeScript. */
  construct: text,
  /** The errors of calls. */
  errors: errorAbility,
  /** Instructions for testing code that uses the package. */
  testing: testAbility,
  ...optional.entries,
});

/** Abilities of a package, with or without a client. */
export const anyAbilities = v.strictObject({
  /** The first program, unless it is long: lines of TypeScript. */
  program: maybe,
  /** The client of the first program: lines of TypeScript. */
  construct: maybe,
  /** The errors of calls. */
  errors: v.undefinedable(errorAbility),
  /** Instructions for testing code that uses the package. */
  testing: v.undefinedable(testAbility),
  ...optional.entries,
});

/** Facts about the package for every Markdown file. */
export type PackageFacts = v.InferOutput<typeof about>;

/** Abilities of a package with a client, with an example for each. A missing ability is undefined and has no section. */
export type Abilities = v.InferOutput<typeof abilities>;

/** The abilities that features describe. */
export type FeatureAbilities = Partial<Pick<Abilities, "uploads" | "sessions" | "events">>;

/** The abilities of a package without a client. */
export const NO_ABILITIES: { readonly [Name in Exclude<keyof Abilities, "modules">]: undefined } & {
  readonly modules: [];
} = {
  program: undefined,
  construct: undefined,
  first: undefined,
  errors: undefined,
  pages: undefined,
  streams: undefined,
  uploads: undefined,
  sessions: undefined,
  events: undefined,
  testing: undefined,
  modules: [],
  limits: undefined,
  sharing: undefined,
  telemetry: undefined,
};

/** The topics of a guide, in its order. The others depend on an ability. */
export const TOPICS: readonly (readonly [topic: string, ability?: keyof Abilities])[] = [
  ["options"],
  ["errors and retries"],
  ["pages", "pages"],
  ["streams", "streams"],
  ["uploads", "uploads"],
  ["sessions", "sessions"],
  ["webhooks", "events"],
  ["tests"],
  ["limits", "limits"],
  ["sharing a limit", "sharing"],
  ["telemetry", "telemetry"],
  ["unknown values"],
];
