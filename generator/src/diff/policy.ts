import type { ChangeLevel } from "./levels.ts";

/** What a sentence about a change is made of; what a rule does not need is empty. */
export interface Facts {
  /** What has changed, marked as code: "`Order.status`". */
  readonly subject: string;
  /** What it was. */
  readonly from: string;
  /** What it is. */
  readonly to: string;
}

/** The level of a change of values may depend on the way they travel. */
export type LevelRule = ChangeLevel | { readonly request: ChangeLevel; readonly response: ChangeLevel };

/** What a kind of change means. */
export interface Rule {
  readonly level: LevelRule;
  readonly message: (facts: Facts) => string;
  readonly help?: string;
}

/** The kinds of changes, `property-added`. */
export type ChangeCode = keyof typeof policy;

/** The rule of a kind of change. */
export function ruleOf(code: ChangeCode): Rule {
  return policy[code];
}

/** The kinds of changes. */
export function changeCodes(): readonly ChangeCode[] {
  return Object.keys(policy) as ChangeCode[];
}

const MAKE_OPTIONAL = "make it optional";
const REMOVE_LATER = "mark it as deprecated, and remove it with the next major";
const MARK_SINCE =
  "make it optional; where only answers have it, mark it with `x-since` instead, and it stays optional in the types until the next major";
const MARK_PARAMETER_SINCE =
  "mark each parameter with `x-since`, and they are among the options until the next major, where calls without parameters have these";

/**
 * The API's own promise as a table. Additive is what an API does without a new version: new attributes, values of an
 * enum, optional parameters, resources, events. Those who *build* a type (a fixture, a mock) count as well as those who
 * read it, so what an answer must have is as binding as what a request must have.
 */
const policy = {
  // The API as a whole
  "base-url-changed": breaking(({ from, to }) => `Requests go to ${to} instead of ${from}.`),
  "authentication-changed": breaking(
    ({ from, to }) => `Calls are authenticated by ${to} instead of ${from}.`,
  ),
  "rate-limit-changed": additive(({ from, to }) => `The rate limit is ${to} instead of ${from}.`),
  "quota-changed": additive(({ subject, from, to }) => `The plan ${subject} has ${to} instead of ${from}.`),
  "quota-plan-added": additive(({ subject, to }) => `Knows the plan ${subject}, with ${to}.`),
  "quota-plan-removed": breaking(({ subject }) => `Removes the plan ${subject}.`),
  "pagination-changed": breaking(({ from, to }) => `Pages are found by ${to} instead of ${from}.`),
  "signature-changed": breaking(({ from, to }) => `Events are signed by ${to} instead of ${from}.`),
  "session-added": additive(() => "Reads the tokens that apps are opened with."),
  "session-removed": breaking(() => "Reads no tokens of apps any more."),
  "session-changed": breaking(({ from, to }) => `Session tokens have ${to} instead of ${from}.`),
  "api-docs-changed": docs(() => "The description of the API has changed."),

  // Resources
  "resource-added": additive(({ subject }) => `Adds the resource ${subject}.`),
  "resource-removed": breaking(({ subject }) => `Removes the resource ${subject}.`),
  "resource-moved": breaking(
    ({ subject, from, to }) => `The resource ${subject} is in the package ${to} instead of ${from}.`,
  ),
  "resource-renamed": breaking(({ from, to }) => `The resource ${from} is now called ${to}.`),

  // Operations
  "operation-added": additive(({ subject }) => `Adds ${subject}.`),
  "operation-removed": breaking(({ subject }) => `Removes ${subject}.`, REMOVE_LATER),
  "operation-renamed": breaking(({ from, to }) => `The operation ${from} is now called ${to}.`),
  "operation-moved": breaking(({ from, to }) => `${from} is now ${to}.`),
  "operation-path-changed": breaking(({ subject, from, to }) => `${subject} calls ${to} instead of ${from}.`),
  "operation-became-public": additive(({ subject }) => `${subject} needs no credentials any more.`),
  "operation-needs-credentials": breaking(({ subject }) => `${subject} now needs credentials.`),
  "status-added": additive(({ subject, to }) => `${subject} may answer with ${to}.`),
  "status-removed": docs(({ subject, from }) => `${subject} is not said to answer with ${from} any more.`),
  "paging-added": breaking(({ subject }) => `${subject} now comes in pages.`),
  "paging-removed": breaking(({ subject }) => `${subject} does not come in pages any more.`),
  "upload-added": additive(({ subject }) => `Adds ${subject}.`),
  "upload-removed": breaking(({ subject }) => `Removes ${subject}.`),
  "upload-changed": additive(({ subject }) => `${subject} sends its bytes another way.`),
  "answer-kind-changed": breaking(
    ({ subject, from, to }) => `${subject} answers with ${to} instead of ${from}.`,
  ),

  // Parameters and bodies of requests
  "parameter-added": additive(({ subject }) => `Adds the parameter ${subject}.`),
  "required-parameter-added": breaking(
    ({ subject }) => `Adds the parameter ${subject}, which is required.`,
    MAKE_OPTIONAL,
  ),
  "parameter-removed": breaking(({ subject }) => `Removes the parameter ${subject}.`, REMOVE_LATER),
  "parameter-became-required": breaking(({ subject }) => `The parameter ${subject} is now required.`),
  "parameter-became-optional": additive(({ subject }) => `The parameter ${subject} is now optional.`),
  "parameters-moved": breaking(
    ({ subject, from, to }) => `${subject} takes its parameters ${to} instead of ${from}.`,
    MARK_PARAMETER_SINCE,
  ),
  "parameter-moved": breaking(
    ({ subject, from, to }) => `The parameter ${subject} travels in the ${to} instead of the ${from}.`,
  ),
  "parameter-style-changed": breaking(
    ({ subject, from, to }) => `The parameter ${subject} is written ${to} instead of ${from}.`,
  ),
  "path-parameter-renamed": breaking(
    ({ subject, from }) => `The parameter ${from} is now called ${subject}.`,
  ),
  "body-encoding-changed": breaking(
    ({ subject, from, to }) => `The body of ${subject} is ${to} instead of ${from}.`,
  ),
  "body-became-required": breaking(({ subject }) => `${subject} cannot be called without a body any more.`),
  "body-became-optional": additive(({ subject }) => `${subject} can be called without a body.`),
  "default-changed": docs(
    ({ subject, from, to }) => `Without ${subject} the API takes ${to} instead of ${from}.`,
  ),

  // Attributes of objects
  "property-added": additive(({ subject }) => `Adds ${subject}.`),
  "required-property-added": breaking(({ subject }) => `Adds ${subject}, which is required.`, MARK_SINCE),
  "property-removed": breaking(({ subject }) => `Removes ${subject}.`, REMOVE_LATER),
  "property-became-required": breaking(({ subject }) => `${subject} is now required.`, MARK_SINCE),
  "property-became-optional": byDirection(
    "additive",
    "breaking",
    ({ subject }) => `${subject} may now be absent.`,
  ),
  "other-properties-added": additive(
    ({ subject, to }) => `${subject} may have more attributes, of the type ${to}.`,
  ),
  "other-properties-removed": breaking(
    ({ subject }) => `${subject} has no attributes but those that it names.`,
  ),

  // Values
  "null-added": byDirection("additive", "breaking", ({ subject }) => `${subject} may now be \`null\`.`),
  "null-removed": breaking(({ subject }) => `${subject} cannot be \`null\` any more.`),
  "type-changed": breaking(({ subject, from, to }) => `${subject} is now ${to} instead of ${from}.`),
  "type-widened": byDirection(
    "additive",
    "breaking",
    ({ subject, to }) => `${subject} may now be ${to}, too.`,
  ),
  "type-narrowed": breaking(({ subject, from }) => `${subject} cannot be ${from} any more.`),
  "constant-changed": breaking(({ subject, from, to }) => `${subject} is now ${to} instead of ${from}.`),
  "format-added": byDirection(
    "breaking",
    "additive",
    ({ subject, to }) => `${subject} now has the format ${to}.`,
  ),
  "format-changed": breaking(
    ({ subject, from, to }) => `${subject} has the format ${to} instead of ${from}.`,
  ),
  "format-removed": byDirection(
    "additive",
    "breaking",
    ({ subject, from }) => `${subject} need not have the format ${from} any more.`,
  ),
  "limit-tightened": byDirection("breaking", "additive", limits),
  "limit-loosened": additive(limits),
  "pattern-changed": byDirection("breaking", "additive", limits),

  // Enums and unions
  "enum-value-added": additive(({ subject, to }) => `${subject} may now be ${to}.`),
  "enum-value-removed": breaking(({ subject, from }) => `${subject} is never ${from} any more.`),
  "variant-added": additive(({ subject, to }) => `${subject} may now be ${to}.`),
  "variant-removed": breaking(({ subject, from }) => `${subject} is never ${from} any more.`),
  "discriminator-changed": breaking(
    ({ subject, from, to }) => `The variants of ${subject} are told apart by ${to} instead of ${from}.`,
  ),

  // Names of types
  "type-renamed": breaking(({ from, to }) => `The type ${from} is now called ${to}.`),
  "export-removed": breaking(({ subject }) => `${subject} is not exported any more.`),
  "type-removed": breaking(({ subject }) => `Removes the type ${subject}.`),

  // Events
  "event-added": additive(({ subject }) => `Adds the event ${subject}.`),
  "event-removed": breaking(({ subject }) => `Removes the event ${subject}.`),

  // Words
  deprecated: additive(({ subject, to }) => `Deprecates ${subject}${to === "" ? "." : `: ${to}`}`),
  undeprecated: docs(({ subject }) => `${subject} is not deprecated any more.`),
  "became-preview": docs(({ subject }) => `${subject} may still change.`),
  "became-stable": docs(({ subject }) => `${subject} is stable.`),
  "docs-changed": docs(({ subject }) => `The documentation of ${subject} has changed.`),
} satisfies { readonly [code: string]: Rule };

function limits({ subject, from, to }: Facts): string {
  return `${subject} now has ${to} instead of ${from}.`;
}

function breaking(message: Rule["message"], help?: string): Rule {
  return { level: "breaking", message, ...(help !== undefined && { help }) };
}

function additive(message: Rule["message"]): Rule {
  return { level: "additive", message };
}

function docs(message: Rule["message"]): Rule {
  return { level: "docs", message };
}

function byDirection(request: ChangeLevel, response: ChangeLevel, message: Rule["message"]): Rule {
  return { level: { request, response }, message };
}
