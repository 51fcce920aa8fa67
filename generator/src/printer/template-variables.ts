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
  ...about.entries,
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
  /** The rate limit of the API, `20 requests in any second`. */
  limit: maybe,
  /** The first program: lines of TypeScript. */
  program: text,
  /** A call with options and the handling of errors: lines of TypeScript. */
  handling: text,
  /** The type of the body of all error responses. */
  errorBody: maybe,
  /** The constant of an operation whose errors have types. */
  failing: maybe,
  /** A call that returns pages. */
  pagedCall: maybe,
  /** A loop over a call that returns a stream: lines of TypeScript. */
  streaming: maybe,
  /** How the pages of lists follow each other. */
  pageStyles: v.array(
    v.strictObject({
      /** How the next page is requested. */
      style: text,
      /** The number of lists. */
      lists: v.number(),
      /** Whether this is guessed by names. */
      isGuessed: flag,
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
  /** The events that the API sends, if the package has their types. */
  events: v.undefinedable(
    v.strictObject({
      /** The type of any event. */
      union: text,
      /** Whether the package verifies and receives them. */
      receives: flag,
      /** The events. */
      rows: v.array(event),
    }),
  ),
  /** The npm name of the runtime, or of the package itself if it contains the runtime. */
  runtime: text,
  /** Whether the package contains the runtime. */
  hasOwnRuntime: flag,
});

/** The variables of `readme-webhooks.md.hbs`, for a package that has only events. */
export const eventsReadme = v.strictObject({
  ...about.entries,
  /** The type of any event. */
  union: text,
  /** The property that distinguishes the events. */
  discriminator: maybe,
  /** The environment variable with the secret, if the package verifies events. */
  secretVariable: maybe,
  /** A program that receives events, if the package verifies them: lines of TypeScript. */
  receiving: maybe,
  /** A function that handles an event: lines of TypeScript. */
  handling: text,
  /** The number of events. */
  count: v.number(),
  /** The events. */
  events: v.array(event),
});

const type = v.strictObject({
  /** Its name. */
  name: text,
  /** `object`, `union`, `alias` or `open enum`. */
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
  /** The resources, sorted. */
  sections: v.array(
    v.strictObject({
      /** Its path in the client, `chat.completions`. */
      title: text,
      /** The marks of its heading, `##`. */
      heading: text,
      /** The first sentence of its documentation. */
      about: text,
      /** Its file, if this package has it. */
      source: maybe,
      /** The npm name of the package that has it, if that is another one. */
      package: maybe,
      /** Its methods. */
      methods: v.array(
        v.strictObject({
          /** The call, `shop.orders.retrieve(id)`. */
          call: text,
          /** The type of its result. */
          result: text,
          /** The request, `GET /orders/{id}`. */
          request: text,
          /** The documented statuses, `200, 404`. */
          statuses: text,
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
