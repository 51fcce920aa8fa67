import * as v from "valibot";
import { abilities, about, anyAbilities, events } from "./package-variables.ts";
import { reference } from "./reference-variables.ts";

const text = v.string();
const flag = v.boolean();
const maybe = v.undefinedable(text);

const option = v.strictObject({
  /** The option of the client. */
  option: text,
  /** The environment variable. */
  variable: text,
  /** Its description. */
  about: text,
});

const event = v.strictObject({
  /** The value that distinguishes the event, `order.created`. */
  name: text,
  /** The first sentence of its documentation. */
  about: text,
});

/** The variables of `readme.md.hbs`, for packages with a client. */
const readme = v.strictObject({
  ...about.entries,
  ...abilities.entries,
  /** The class of the client. */
  client: text,
  /** The environment variable with the API key, if the API has only one credential. */
  keyVariable: maybe,
  /** The environment variable with the base URL, if there is no default one. */
  addressVariable: maybe,
  /** The credentials that the client takes. */
  credentials: v.array(option),
  /** Whether the URLs of servers contain variables. */
  hasVariables: flag,
  /** Whether the API has several security schemes, of which a call uses some. */
  hasAlternatives: flag,
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
  /** True if any of these parameters has a description. */
  aboutParameters: flag,
  /** The servers that callers choose from. */
  servers: v.array(
    v.strictObject({
      /** Its name, if it has one. */
      name: maybe,
      /** Its URL, with `{variables}`. */
      url: text,
      /** Its description. */
      about: text,
    }),
  ),
  /** True if any of these servers has a description. */
  aboutServers: flag,
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
  /** True if the resources are those of several packages. */
  severalPackages: flag,
  /** The npm name of the mock server. */
  mock: text,
  /** True if the mock server needs the OpenAPI document. */
  needsDocument: flag,
  /** The type of any event, if the package has the types of events. */
  eventUnion: maybe,
  /** The events that the API sends, if the package has their types. */
  eventRows: v.array(event),
});

/** The variables of `readme-webhooks.md.hbs`, for a package that has only events. */
const eventsReadme = v.strictObject({
  ...about.entries,
  /** The type of any event. */
  union: text,
  /** The property that distinguishes the events. */
  discriminator: maybe,
  /** The verification and dispatch of events. Without it, the package has only types. */
  events: v.undefinedable(events),
  /** A function that handles an event: lines of TypeScript. */
  handling: text,
  /** The number of events. */
  count: v.number(),
  /** The events. */
  eventRows: v.array(event),
});

/** The variables of `guide.md.hbs`. */
const guide = v.strictObject({
  ...about.entries,
  ...anyAbilities.entries,
  /** The class of the client. Otherwise the package has only events. */
  client: maybe,
  /** The maximum number of retries of a call. */
  maxRetries: v.number(),
  /** The npm name of the mock server. */
  mock: text,
});

const row = v.strictObject({
  /** The path of the resource in the client, or the value that distinguishes the event. */
  name: text,
  /** The anchor in `api.md`. Empty if there is none. */
  anchor: text,
  /** The first sentence of its documentation. Empty in a long index. */
  about: text,
  /** The names of its methods. Empty in a long index. */
  methods: text,
});

/** The variables of `llms.txt.hbs` and `agents.md.hbs`, which have less than 8 kB for any API. */
const assistants = v.strictObject({
  ...about.entries,
  ...anyAbilities.entries,
  /** The class of the client. Otherwise the package has only events. */
  client: maybe,
  /** The variable of the client in the examples. */
  variable: maybe,
  /** The handling of errors, unless it is long: lines of TypeScript. */
  errorCode: maybe,
  /** The environment variable with the API key, if the API has only one credential. */
  keyVariable: maybe,
  /** The first credentials with their environment variables, as Markdown. */
  credentials: maybe,
  /** The type of any event, if the package has only events. */
  union: maybe,
  /** The npm name of the mock server. */
  mock: text,
  /** True if the mock server needs the OpenAPI document. */
  needsDocument: flag,
  /** True if the package has a `guide.md`. */
  hasGuide: flag,
  /** The topics of the guide, separated by commas. */
  topics: text,
  /** The number of methods. */
  methods: v.number(),
  /** The kind of rows in the index: resources or events. */
  listTitle: text,
  /** The resources or events, as many as fit. */
  rows: v.array(row),
  /** The number of rows that are omitted. */
  left: v.number(),
});

/** The variables of `readme-runtime.md.hbs`, for a runtime that is a package of the owner. */
const runtimeReadme = v.strictObject({
  /** The npm name of the runtime. */
  name: text,
  /** The SPDX identifier of its license. */
  license: text,
});

/** The variables of `changeset.md.hbs`, which is the text of a release in `CHANGELOG.md`. */
const changeset = v.strictObject({
  /** The npm name of the package. */
  name: text,
  /** The part of the version to increase: `major`, `minor` or `patch`. */
  bump: text,
  /** Why the package is released: one sentence. */
  title: text,
  /** The changes of the API, those that break programs first. Empty if only the generated code changed. */
  changes: v.array(
    v.strictObject({
      /** The change, as a sentence with names as code. */
      text: v.string(),
      /** True if it breaks programs or their next compilation. */
      isBreaking: flag,
    }),
  ),
});

/** The templates that the configuration can replace, with the names of the generator's own, and their variables. */
export const TEMPLATE_VARIABLES = {
  readme: { template: "readme.md", variables: readme },
  eventsReadme: { template: "readme-webhooks.md", variables: eventsReadme },
  guide: { template: "guide.md", variables: guide },
  api: { template: "api.md", variables: reference },
  llms: { template: "llms.txt", variables: assistants },
  agents: { template: "agents.md", variables: assistants },
  runtimeReadme: { template: "readme-runtime.md", variables: runtimeReadme },
  changeset: { template: "changeset.md", variables: changeset },
} as const;

export type TemplateName = keyof typeof TEMPLATE_VARIABLES;

/** The values of the variables of a template. */
export type TemplateValues<Name extends TemplateName> = v.InferOutput<
  (typeof TEMPLATE_VARIABLES)[Name]["variables"]
>;
