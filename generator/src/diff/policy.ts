import { clientPolicy } from "./client-policy.ts";
import { additive, breaking, docs, REMOVE_LATER, type Rule } from "./rule.ts";
import { typePolicy } from "./type-policy.ts";

/** The code of a kind of change, `property-added`. */
export type ChangeCode = keyof typeof policy;

/** The rule of a kind of change. */
export function ruleOf(code: ChangeCode): Rule {
  return policy[code];
}

/** All kinds of changes. */
export function changeCodes(): readonly ChangeCode[] {
  return Object.keys(policy) as ChangeCode[];
}

const MAKE_OPTIONAL = "make it optional";
const MARK_PARAMETER_SINCE =
  "add `x-since` to each parameter, which makes them part of the options until the next major version";

/**
 * The compatibility policy. Additive changes need no new major version: new properties, enum values, optional parameters,
 * resources and events. Code that creates response objects (fixtures, mocks) counts as much as code that reads them, so a new
 * required property of a response is breaking, too.
 */
const policy = {
  ...clientPolicy,
  ...typePolicy,

  // Resources
  "resource-added": additive(({ subject }) => `Adds the resource ${subject}.`),
  "resource-removed": breaking(({ subject }) => `Removes the resource ${subject}.`),
  "resource-moved": breaking(
    ({ subject, from, to }) => `The resource ${subject} moved from the package ${from} to ${to}.`,
  ),
  "resource-renamed": breaking(({ from, to }) => `Renames the resource ${from} to ${to}.`),
  "class-renamed": breaking(
    ({ subject, from, to }) => `Renames the class of the resource ${subject} from ${from} to ${to}.`,
    "give the new schema another name, or keep the class with `names.types`",
  ),

  // Operations
  "operation-added": additive(({ subject }) => `Adds ${subject}.`),
  "operation-removed": breaking(({ subject }) => `Removes ${subject}.`, REMOVE_LATER),
  "operation-renamed": breaking(({ from, to }) => `Renames the operation ${from} to ${to}.`),
  "operation-moved": breaking(({ from, to }) => `Renames ${from} to ${to}.`),
  "operation-path-changed": breaking(
    ({ subject, from, to }) => `The request of ${subject} changed from ${from} to ${to}.`,
  ),
  "status-added": additive(({ subject, to }) => `${subject} may now respond with ${to}.`),
  "status-removed": docs(({ subject, from }) => `${subject} no longer documents the status ${from}.`),
  "paging-added": breaking(
    ({ subject }) => `${subject} now returns pages.`,
    "until the next major version, add `x-pagination: { kind: none }` to the operation, or name it in `pagination` of the configuration",
  ),
  "paging-removed": breaking(({ subject }) => `${subject} no longer returns pages.`),
  "page-style-changed": breaking(
    ({ subject, from, to }) => `The pages of ${subject} now follow each other ${to}, instead of ${from}.`,
  ),
  "stream-added": additive(({ subject }) => `${subject} can now return a stream.`),
  "stream-added-as-default": breaking(
    ({ subject, from }) => `${subject} now returns a stream, unless ${from} asks for the response.`,
    "let the parameter have another default, so that present calls return what they did",
  ),
  "stream-removed": breaking(({ subject }) => `${subject} can no longer return a stream.`),
  "stream-format-changed": breaking(
    ({ subject, from, to }) => `The stream of ${subject} changed from ${from} to ${to}.`,
  ),
  "stream-signals-changed": additive(
    ({ subject }) => `The stream of ${subject} now ends or reports errors differently.`,
  ),
  "response-kind-changed": breaking(
    ({ subject, from, to }) => `The response of ${subject} changed from ${from} to ${to}.`,
  ),

  "redirects-followed": additive(({ subject }) => `${subject} now follows redirects.`),
  "redirects-not-followed": breaking(({ subject }) => `${subject} no longer follows redirects.`),

  "error-body-added": additive(({ subject }) => `Describes the body of ${subject}.`),
  "error-body-removed": breaking(({ subject }) => `No longer describes the body of ${subject}.`),
  "accept-changed": breaking(
    ({ subject, from, to }) => `${subject} now requests ${to} instead of ${from}.`,
    "keep accepting the old media type, or release a major version",
  ),
  "unused-response-type-added": additive(
    ({ subject, to }) => `${subject} may respond with ${to}, which the SDK does not request.`,
  ),
  "unused-response-type-removed": docs(
    ({ subject, from }) =>
      `${subject} no longer offers responses of type ${from}, which the SDK does not request.`,
  ),
  "response-header-added": additive(({ subject, to }) => `The response of ${subject} has the header ${to}.`),
  "response-header-removed": breaking(
    ({ subject, from }) => `The response of ${subject} no longer has the header ${from}.`,
  ),

  // Parameters and request bodies
  "parameter-added": additive(({ subject }) => `Adds the parameter ${subject}.`),
  "required-parameter-added": breaking(
    ({ subject }) => `Adds the required parameter ${subject}.`,
    MAKE_OPTIONAL,
  ),
  "parameter-removed": breaking(({ subject }) => `Removes the parameter ${subject}.`, REMOVE_LATER),
  "parameter-became-required": breaking(({ subject }) => `The parameter ${subject} is now required.`),
  "parameter-became-optional": additive(({ subject }) => `The parameter ${subject} is now optional.`),
  "parameters-moved": breaking(
    ({ subject, from, to }) => `The parameters of ${subject} moved from ${from} to ${to}.`,
    MARK_PARAMETER_SINCE,
  ),
  "parameters-named-as-options": breaking(
    ({ subject, from, to }) =>
      `The parameters of ${subject} moved from the options to the argument before the options, since ${from} ${to}.`,
    "give it another name for callers with `x-ms-client-name`; parameters with names of their own can be part of the options",
  ),
  "parameter-moved": breaking(
    ({ subject, from, to }) => `The parameter ${subject} moved from the ${from} to the ${to}.`,
  ),
  "parameter-style-changed": breaking(
    ({ subject, from, to }) => `The serialization of the parameter ${subject} changed from ${from} to ${to}.`,
  ),
  "path-parameter-renamed": docs(
    ({ subject, from }) =>
      `Renames the path parameter ${from} to ${subject}, which callers pass by its position.`,
  ),
  "body-encoding-changed": breaking(
    ({ subject, from, to }) => `The body of ${subject} changed from ${from} to ${to}.`,
    "release a major version; callers can name the old media type if the body still has it",
  ),
  "body-type-added": additive(({ subject, to }) => `${subject} can now also send a body of type ${to}.`),
  "body-type-removed": breaking(
    ({ subject, from }) => `${subject} can no longer send a body of type ${from}.`,
    "keep accepting it, or release a major version",
  ),
  "body-selector-renamed": breaking(
    ({ subject, from, to }) =>
      `The parameter of ${subject} that names the media type of the body changed from ${from} to ${to}.`,
    "give the new parameter another name, or release a major version",
  ),
  "unused-body-type-added": additive(
    ({ subject, to }) => `${subject} also accepts bodies of type ${to}, which the SDK does not send.`,
  ),
  "unused-body-type-removed": docs(
    ({ subject, from }) =>
      `${subject} no longer accepts bodies of type ${from}, which the SDK does not send.`,
  ),
  "body-became-required": breaking(({ subject }) => `${subject} now requires a body.`),
  "body-became-optional": additive(({ subject }) => `The body of ${subject} is now optional.`),
  "default-changed": docs(
    ({ subject, from, to }) => `The default of ${subject} changed from ${from} to ${to}.`,
  ),

  // Events
  "event-added": additive(({ subject }) => `Adds the event ${subject}.`),
  "event-removed": breaking(({ subject }) => `Removes the event ${subject}.`),

  // Callbacks
  "callback-added": additive(({ subject }) => `Adds the callback ${subject}.`),
  "callback-removed": breaking(({ subject }) => `Removes the callback ${subject}.`),

  // Requests of events and callbacks
  "delivery-request-changed": breaking(
    ({ subject, from, to }) => `The request of ${subject} changed from ${from} to ${to}.`,
  ),
  "delivery-parameter-added": additive(({ subject, to }) => `The request of ${subject} now has the ${to}.`),
  "delivery-parameter-removed": breaking(
    ({ subject, from }) => `The request of ${subject} no longer has the ${from}.`,
  ),
  "expected-response-added": additive(
    ({ subject, to }) => `The API now also expects the response ${to} to ${subject}.`,
  ),
  "expected-response-removed": breaking(
    ({ subject, from }) => `The API no longer expects the response ${from} to ${subject}.`,
  ),

  // Documentation
  deprecated: additive(({ subject, to }) => `Deprecates ${subject}${to === "" ? "." : `: ${to}`}`),
  undeprecated: docs(({ subject }) => `${subject} is no longer deprecated.`),
  "became-preview": docs(({ subject }) => `${subject} may still change.`),
  "became-stable": docs(({ subject }) => `${subject} is now stable.`),
  "docs-changed": docs(({ subject }) => `The documentation of ${subject} changed.`),
} satisfies { readonly [code: string]: Rule };
