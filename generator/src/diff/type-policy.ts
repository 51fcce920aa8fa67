import { additive, breaking, byDirection, docs, type Facts, REMOVE_LATER, type Rule } from "./rule.ts";

const MARK_SINCE =
  "make it optional; if it is only in responses, add `x-since` instead, which keeps it optional in the types until the next major version";

/** The part of the compatibility policy about types: their properties, values, variants and names. */
export const typePolicy = {
  // Properties of objects
  "property-added": additive(({ subject }) => `Adds ${subject}.`),
  "required-property-added": breaking(({ subject }) => `Adds the required property ${subject}.`, MARK_SINCE),
  "property-removed": breaking(({ subject }) => `Removes ${subject}.`, REMOVE_LATER),
  "property-became-required": breaking(({ subject }) => `${subject} is now required.`, MARK_SINCE),
  "property-became-optional": byDirection(
    "additive",
    "breaking",
    ({ subject }) => `${subject} is now optional.`,
  ),
  "undefined-removed": breaking(
    ({ subject }) =>
      `Optional properties of ${subject} no longer accept \`undefined\`: requests do not use the type.`,
    "if an attribute that is only in responses is new, add `x-since` to it, which keeps one type for both until the next major version",
  ),
  "other-properties-added": additive(
    ({ subject, to }) => `${subject} may now have additional properties of type ${to}.`,
  ),
  "other-properties-removed": breaking(({ subject }) => `${subject} no longer has additional properties.`),

  // Values
  "null-added": byDirection("additive", "breaking", ({ subject }) => `${subject} is now nullable.`),
  "null-removed": breaking(({ subject }) => `${subject} is no longer nullable.`),
  "type-changed": breaking(
    ({ subject, from, to }) => `The type of ${subject} changed from ${from} to ${to}.`,
  ),
  "type-widened": byDirection(
    "additive",
    "breaking",
    ({ subject, to }) => `${subject} may now also be ${to}.`,
  ),
  "type-narrowed": breaking(({ subject, from }) => `${subject} can no longer be ${from}.`),
  "constant-changed": breaking(
    ({ subject, from, to }) => `The value of ${subject} changed from ${from} to ${to}.`,
  ),
  "format-added": byDirection(
    "breaking",
    "additive",
    ({ subject, to }) => `${subject} now has the format ${to}.`,
  ),
  "format-changed": breaking(
    ({ subject, from, to }) => `The format of ${subject} changed from ${from} to ${to}.`,
  ),
  "format-removed": byDirection(
    "additive",
    "breaking",
    ({ subject, from }) => `${subject} no longer has the format ${from}.`,
  ),
  "limit-tightened": byDirection("breaking", "additive", limits),
  "limit-loosened": additive(limits),
  "pattern-changed": byDirection("breaking", "additive", limits),

  // Enums and unions
  "enum-value-added": additive(({ subject, to }) => `${subject} may now be ${to}.`),
  "enum-value-removed": breaking(({ subject, from }) => `${subject} can no longer be ${from}.`),
  "known-values-added": additive(
    ({ subject, to }) => `Some values of ${subject} are now known: those of ${to}.`,
  ),
  "known-values-removed": docs(
    ({ subject, from }) => `The values of ${from} are no longer the known ones of ${subject}.`,
  ),
  "enum-key-renamed": breaking(
    ({ subject, from, to }) => `Renames the key of ${subject} from ${from} to ${to}.`,
    "keep the old name, or release a major version",
  ),
  "variant-added": additive(({ subject, to }) => `${subject} may now be ${to}.`),
  "variant-removed": breaking(({ subject, from }) => `${subject} can no longer be ${from}.`),
  "discriminator-changed": breaking(
    ({ subject, from, to }) => `The discriminator of ${subject} changed from ${from} to ${to}.`,
  ),

  // Names of types
  "type-renamed": breaking(({ subject, to }) => `Renames the type ${subject} to ${to}.`),
  "export-removed": breaking(({ subject }) => `No longer exports ${subject}.`),
  "type-removed": breaking(({ subject }) => `Removes the type ${subject}.`),
} satisfies { readonly [code: string]: Rule };

function limits({ subject, from, to }: Facts): string {
  return sentence(`${subject} changed from ${from} to ${to}.`);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
