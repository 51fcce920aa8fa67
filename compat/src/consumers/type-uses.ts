import type { NamedType, Property } from "@copilot-sdk/generator";
import type { EnumType } from "@copilot-sdk/generator/kit";
import { type NameOf, typeText } from "./type-text.ts";

/** Statements that read, create and compare values of a type, in every way that its kind supports. */
export function usesOfType(type: NamedType, nameOf: NameOf): readonly string[] {
  const { name } = type;
  const own = nameOf(name);
  const text = (expression: Parameters<typeof typeText>[0]) => typeText(expression, nameOf);
  switch (type.kind) {
    case "object":
      return [
        ...(type.direction === "request" ? [] : readsOf(name, type.properties, nameOf)),
        ...(type.additional === undefined ? buildsOf(name, type.properties, nameOf) : []),
      ];
    case "enum":
      return usesOfEnum(type, own);
    case "union":
      return type.members.map(
        (member, index) => `export const variant${index}Of${name}: ${own} = given<${text(member)}>();`,
      );
    case "alias":
      return [
        `export const alias${name}: ${text(type.type)} = given<${own}>();`,
        `export const of${name}: ${own} = given<${text(type.type)}>();`,
      ];
  }
}

/** A value with all properties, one with only the required ones, and a copy with one property changed. */
export function buildsOf(name: string, properties: readonly Property[], nameOf: NameOf): readonly string[] {
  const own = nameOf(name);
  const entries = (chosen: readonly Property[]) =>
    chosen.map(
      (property) => `  ${JSON.stringify(property.name)}: given<${typeText(property.type, nameOf)}>(),`,
    );
  return [
    `export const whole${name}: ${own} = {`,
    ...entries(properties),
    "};",
    `export const least${name}: ${own} = {`,
    ...entries(properties.filter(({ required }) => required)),
    "};",
    `export const copied${name} = { ...whole${name} } satisfies ${own};`,
    `export const partial${name}: Partial<${own}> = {};`,
  ];
}

/** Reads every property with its type. */
function readsOf(name: string, properties: readonly Property[], nameOf: NameOf): readonly string[] {
  const lines = properties.map((property) => {
    const absent = property.required ? "" : " | undefined";
    return `  value[${JSON.stringify(property.name)}] satisfies ${typeText(property.type, nameOf)}${absent},`;
  });
  return [`export const read${name} = (value: ${nameOf(name)}): readonly unknown[] => [`, ...lines, "];"];
}

function usesOfEnum({ name, values: all, anyString }: EnumType, own: string): readonly string[] {
  const values = all.map(({ value }) => value);
  const literals = values.map((value) => JSON.stringify(value));
  // Tables have strings and numbers as keys.
  if (values.some((value) => typeof value === "boolean")) {
    return [`export const values${name}: readonly ${own}[] = [${literals.join(", ")}];`];
  }
  const newer = values.every((value) => typeof value === "number") ? "0" : '"newer"';
  return [
    `export const values${name}: readonly ${own}[] = [`,
    ...all.map(({ key }, index) => `  ${literals[index]}, sdk.${name}[${JSON.stringify(key)}],`),
    `  sdk.unrecognized(${newer}),`,
    "];",
    `export const table${name}: sdk.EnumMap<${own}, boolean> = {`,
    ...literals.map((literal) => `  [${literal}]: true,`),
    "  _: false,",
    "};",
    // A value of an enum that accepts every string is still any string after it was compared.
    `export function label${name}(value: ${own}): ${anyString === true ? "string" : `${literals.join(" | ")} | "other"`} {`,
    "  switch (value) {",
    ...literals.map((literal) => `    case ${literal}: return value;`),
    `    default: return ${anyString === true ? '"other"' : 'sdk.matchEnum(value, { _: "other" })'};`,
    "  }",
    "}",
  ];
}
