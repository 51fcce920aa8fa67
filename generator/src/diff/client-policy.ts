import { additive, breaking, docs, type Rule } from "./rule.ts";

const ACCEPT_BOTH = "keep what was enough as an alternative in `security` until the next major version";

/** The part of the compatibility policy about clients: servers, authentication, limits, pages, and everything for the whole API. */
export const clientPolicy = {
  // The API as a whole
  "base-url-changed": breaking(({ from, to }) => `The base URL changed from ${from} to ${to}.`),
  "server-added": additive(({ subject }) => `Adds the server ${subject}.`),
  "server-removed": breaking(({ subject }) => `Removes the server ${subject}.`),
  "server-renamed": breaking(({ from, to }) => `Renames the server ${from} to ${to}.`),
  "server-changed": breaking(
    ({ subject, from, to }) => `The URL of the server ${subject} changed from ${from} to ${to}.`,
  ),
  "server-variable-added": additive(({ subject }) => `Adds the variable ${subject}.`),
  "required-server-variable-added": breaking(
    ({ subject }) => `Adds the required variable ${subject}.`,
    "give it a default",
  ),
  "server-variable-removed": breaking(({ subject }) => `Removes the variable ${subject}.`),
  "server-variable-value-added": additive(({ subject, to }) => `The variable ${subject} may now be ${to}.`),
  "server-variable-value-removed": breaking(
    ({ subject, from }) => `The variable ${subject} can no longer be ${from}.`,
  ),
  "server-variable-default-changed": breaking(
    ({ subject, from, to }) => `The default of the variable ${subject} changed from ${from} to ${to}.`,
  ),
  "operation-server-changed": breaking(
    ({ subject, from, to }) => `${subject} is now sent to ${to} instead of ${from}.`,
  ),

  // Parameters of the client
  "client-parameter-added": additive(
    ({ subject, to }) => `Adds the client option ${to} for the parameter ${subject}.`,
  ),
  "required-client-parameter-added": breaking(
    ({ subject, to }) => `Adds the client option ${to} for the parameter ${subject}, which calls need.`,
    "make the parameter optional",
  ),
  "client-parameter-removed": breaking(
    ({ subject, from }) => `Removes the client option ${from} for the parameter ${subject}.`,
  ),
  "client-parameter-became-required": breaking(
    ({ subject, to }) => `Calls now need the parameter ${subject}, which is the client option ${to}.`,
  ),
  "client-parameter-became-optional": additive(
    ({ subject, to }) => `Calls no longer need the parameter ${subject}, which is the client option ${to}.`,
  ),
  "client-parameter-type-changed": breaking(
    ({ subject, from, to }) => `The type of the client option for ${subject} changed from ${from} to ${to}.`,
  ),

  // Security schemes, and the client options for their credentials
  "authentication-changed": breaking(({ from, to }) => `Authentication changed from ${from} to ${to}.`),
  "oauth-flow-added": additive(({ subject, to }) => `Adds the flow ${to} to ${subject}.`),
  "oauth-flow-removed": breaking(({ subject, from }) => `Removes the flow ${from} from ${subject}.`),
  "oauth-url-changed": breaking(({ subject, from, to }) => `The ${subject} changed from ${from} to ${to}.`),
  "oauth-scope-added": additive(({ subject, to }) => `Adds the scope ${to} to ${subject}.`),
  "oauth-scope-removed": breaking(({ subject, from }) => `Removes the scope ${from} from ${subject}.`),
  "client-option-renamed": breaking(
    ({ subject, from, to }) => `The client option ${from} for ${subject} is now ${to}.`,
    "keep the name of the scheme, and add others after it in `security`",
  ),
  "rate-limit-changed": additive(({ from, to }) => `The rate limit changed from ${from} to ${to}.`),
  "quota-changed": additive(
    ({ subject, from, to }) => `The quota of the plan ${subject} changed from ${from} to ${to}.`,
  ),
  "quota-plan-added": additive(({ subject, to }) => `Adds the plan ${subject} with ${to}.`),
  "quota-plan-removed": breaking(({ subject }) => `Removes the plan ${subject}.`),
  "pagination-changed": breaking(({ from, to }) => `Pagination changed from ${from} to ${to}.`),
  "api-docs-changed": docs(() => "The description of the API changed."),

  // Security requirements, of the API or of an operation
  "operation-became-public": additive(({ subject }) => `${subject} no longer requires authentication.`),
  "operation-needs-credentials": breaking(({ subject }) => `${subject} now requires authentication.`),
  "security-alternative-added": additive(({ subject, to }) => `${subject} now accepts ${to}.`),
  "security-alternative-removed": breaking(
    ({ subject, from }) => `${subject} no longer accepts ${from}.`,
    ACCEPT_BOTH,
  ),
  "security-scheme-required": breaking(
    ({ subject, to }) => `${subject} now also requires ${to}.`,
    ACCEPT_BOTH,
  ),
  "security-scheme-unneeded": additive(({ subject, from }) => `${subject} no longer requires ${from}.`),
  "scope-added": breaking(({ subject, to }) => `${subject} now requires ${to}.`, ACCEPT_BOTH),
  "scope-removed": additive(({ subject, from }) => `${subject} no longer requires ${from}.`),
} satisfies { readonly [code: string]: Rule };
