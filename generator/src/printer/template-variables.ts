import * as v from "valibot";

const text = v.string();
const flag = v.boolean();
const maybe = v.undefinedable(text);

/** What every README says about its package. */
const about = v.strictObject({
  /** The npm name of the package. */
  name: text,
  /** One sentence about the package. */
  description: text,
  /** The title of the document. */
  title: text,
  /** The SPDX identifier of the license. */
  license: text,
  /** Whether the package contains the text of the license, as `LICENSE`. */
  hasLicenseFile: flag,
  /** The versions of Node, `Node 20.19 or newer`. */
  node: text,
  /** The formats of the modules, `ES modules and CommonJS`. */
  formats: text,
});

/** The Markdown files that the README links to. */
const packageLinks = v.strictObject({
  /** The address of `guide.md`. */
  guide: text,
  /** The address of `api.md`. */
  api: text,
  /** The address of `CHANGELOG.md`. */
  changelog: text,
});

const surroundings = v.strictObject({
  ...about.entries,
  /** The prefix of the environment variables, `SHOP`. */
  environment: text,
  /** The npm name of the runtime, or of the package itself if it contains the runtime. */
  runtime: text,
  /** The other Markdown files: absolute addresses if the repository is on a known host. */
  links: packageLinks,
});

/** The events that the package, or one beside it, verifies. */
const eventAbility = v.undefinedable(
  v.strictObject({
    /** The module that programs import. */
    module: text,
    /** The package that has to be installed in addition. */
    install: v.exactOptional(text),
    /** The type of an event, for examples. */
    example: text,
    /** Always true. */
    receives: flag,
    /** The environment variable with the secret. */
    secretVariable: text,
    /** A handler of requests: lines of TypeScript. */
    handler: text,
    /** A signed request for tests: lines of TypeScript. */
    signed: text,
    /** A handler that handles each delivery once: lines of TypeScript. */
    once: text,
  }),
);

const option = v.strictObject({
  /** The option of the client. */
  option: text,
  /** The environment variable. */
  variable: text,
  /** What it is. */
  about: text,
});

const event = v.strictObject({
  /** The value that distinguishes the event, `order.created`. */
  name: text,
  /** The first sentence of its documentation. */
  about: text,
});

/** The variables of `readme.md.hbs`, for packages with a client. */
export const readme = v.strictObject({
  ...surroundings.entries,
  /** The class of the client. */
  client: text,
  /** The environment variable with the API key, if the API has only one credential. */
  keyVariable: maybe,
  /** The credentials that the client takes. */
  credentials: v.array(option),
  /** Whether keys and tokens may be functions. */
  hasFunctions: flag,
  /** Parameters that the client takes once for all calls. */
  parameters: v.array(
    v.strictObject({
      /** The name that calls pass. */
      name: text,
      ...option.entries,
    }),
  ),
  /** The servers that callers choose from. */
  servers: v.array(
    v.strictObject({
      /** Its name, if it has one. */
      name: maybe,
      /** Its URL, with `{variables}`. */
      url: text,
      /** What it is. */
      about: text,
    }),
  ),
  /** The first program: lines of TypeScript. */
  program: text,
  /** The client with its defaults: lines of TypeScript. */
  construct: text,
  /** The first call, as an expression. */
  first: maybe,
  /** How errors are handled. */
  errors: v.strictObject({
    /** A call with a handler for its errors: lines of TypeScript. */
    code: text,
    /** The constant of an operation whose errors have types. */
    failing: maybe,
    /** The type of the body of all error responses. */
    body: maybe,
  }),
  /** Lists, if the package has any. */
  pages: v.undefinedable(
    v.strictObject({
      /** A single page, and the first items: lines of TypeScript. */
      code: text,
      /** A call that returns pages. */
      call: text,
      /** How the pages of lists follow each other, if it is not a matter of the whole API. */
      styles: v.array(
        v.strictObject({
          /** How the next page is requested. */
          style: text,
          /** The number of lists. */
          lists: v.number(),
          /** Whether this is guessed by names. */
          isGuessed: flag,
        }),
      ),
    }),
  ),
  /** A loop over a call that returns a stream, if the package has any: lines of TypeScript. */
  streams: maybe,
  /** Files in requests, if an operation takes any. */
  uploads: v.undefinedable(
    v.strictObject({
      /** Whether one call creates the file, sends it and waits. */
      isWhole: flag,
      /** A call with a file: lines of TypeScript. */
      code: text,
    }),
  ),
  /** Session tokens, if the document defines them. */
  sessions: v.undefinedable(
    v.strictObject({
      /** A client for the user of an app: lines of TypeScript. */
      code: text,
      /** A token for tests: lines of TypeScript. */
      test: text,
    }),
  ),
  /** Events that the package, or one beside it, verifies. */
  events: eventAbility,
  /** How programs are tested. */
  testing: v.strictObject({
    /** A client of a mock server, unless the package is to name no other: lines of TypeScript. */
    mock: maybe,
    /** The result of a call without a server: lines of TypeScript. */
    made: text,
  }),
  /** The limits of the API, if it has any. */
  limits: v.undefinedable(
    v.strictObject({
      /** The rate limit, `20 requests in any second`. */
      rate: maybe,
      /** The plans with a monthly quota. */
      plans: v.array(
        v.strictObject({
          /** Its name. */
          name: text,
          /** Its requests per month. */
          limit: text,
        }),
      ),
      /** The state of the limits: lines of TypeScript. */
      code: text,
    }),
  ),
  /** A limit that several processes share, if the API has one: lines of TypeScript. */
  sharing: maybe,
  /** Spans and metrics, unless the package contains a runtime without them. */
  telemetry: v.undefinedable(
    v.strictObject({
      /** A client with OpenTelemetry: lines of TypeScript. */
      code: text,
      /** A client that reports events: lines of TypeScript. */
      events: text,
    }),
  ),
  /** The resources of the client. */
  resources: v.array(
    v.strictObject({
      /** Its path in the client, `chat.completions`. */
      name: text,
      /** The npm name of the package that has it. */
      package: text,
      /** The first sentence of its documentation. */
      about: text,
    }),
  ),
  /** Whether the resources are those of several packages. */
  severalPackages: flag,
  /** The type of any event, if the package has their types. */
  eventUnion: maybe,
  /** The events, if the package has their types. */
  eventRows: v.array(event),
});

/** The variables of `readme-webhooks.md.hbs`, for a package that has only events. */
export const eventsReadme = v.strictObject({
  ...surroundings.entries,
  /** The type of any event. */
  union: text,
  /** How events are received, if the package verifies them. */
  events: eventAbility,
  /** A function that handles an event: lines of TypeScript. */
  handling: text,
  /** The number of events. */
  count: v.number(),
  /** The events. */
  eventRows: v.array(event),
});

const type = v.strictObject({
  /** Its name. */
  name: text,
  /** `object`, `union`, `alias`, or `open enum of` its values. */
  kind: text,
  /** The first sentence of its documentation. */
  about: text,
});

/** The variables of `api.md.hbs`. */
export const api = v.strictObject({
  /** The npm name of the package. */
  name: text,
  /** The type of any event, if the package has events. */
  union: maybe,
  /** Whether the package verifies and receives events. */
  receives: flag,
  /** The errors that nearly all methods document, `400, 401`; empty if there are none. */
  common: text,
  /** The resources, sorted. */
  sections: v.array(
    v.strictObject({
      /** Its path in the client, `chat.completions`. */
      title: text,
      /** The marks of its heading, `##`. */
      heading: text,
      /** The marks of the headings of its methods, `###`. */
      methodHeading: text,
      /** The first sentence of its documentation. */
      about: text,
      /** Its file, if this package has it. */
      source: maybe,
      /** The npm name of the package that has it, if that is another one. */
      package: maybe,
      /** Its methods. */
      methods: v.array(
        v.strictObject({
          /** Its path and name, `orders.retrieve`. */
          title: text,
          /** The call, `shop.orders.retrieve(id)`. */
          call: text,
          /** The type of its result. */
          result: text,
          /** The request, `GET /orders/{id}`. */
          request: text,
          /** How its documented errors differ from the common ones, `also 404`; empty if they do not. */
          errors: text,
          /** Its parameters: those of the path, then all others. */
          parameters: v.array(
            v.strictObject({
              /** The name of the argument or property. */
              name: text,
              /** Its type, cut if it is long. */
              type: text,
              /** Whether it is required. */
              isRequired: flag,
              /** The first sentence of its documentation, its default and its limits. */
              about: text,
            }),
          ),
          /** What it does. */
          about: text,
        }),
      ),
      /** The types that only this resource uses. */
      types: v.array(type),
    }),
  ),
  /** The requests that the API sends because of an operation. */
  callbacks: v.array(
    v.strictObject({
      /** The type of its body. */
      type: text,
      /** The method and the URL. */
      request: text,
      /** The constant of the operation. */
      operation: text,
    }),
  ),
  /** The types that belong to no resource alone. */
  types: v.array(type),
  /** Whether there are such types. */
  hasTypes: flag,
});

/** The templates that the configuration can replace, with the names of the generator's own, and their variables. */
export const TEMPLATE_VARIABLES = {
  readme: { template: "readme.md", variables: readme },
  eventsReadme: { template: "readme-webhooks.md", variables: eventsReadme },
  api: { template: "api.md", variables: api },
} as const;

export type TemplateName = keyof typeof TEMPLATE_VARIABLES;

/** The values of the variables of a template. */
export type TemplateValues<Name extends TemplateName> = v.InferOutput<
  (typeof TEMPLATE_VARIABLES)[Name]["variables"]
>;
