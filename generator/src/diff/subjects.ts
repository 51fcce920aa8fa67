import type { TypeExpression } from "../api-model/index.ts";
import { code, type Spot } from "./finding.ts";

/** Array items or map values: "`Client.tags[]`". */
export function itemsOf(spot: Spot): Spot {
  return { ...spot, subject: appended(spot.subject, "[]") };
}

/** The body of a call: "the body of `orders.create()`". */
export function bodyOf(spot: Spot): Spot {
  return { ...spot, subject: `the body of ${spot.subject}` };
}

/** "`orders.list()`" for the call `orders.list`. */
export function callOf(call: string): string {
  return code(`${call}()`);
}

/** "`orders.list({ status })`" */
export function parameterOf(call: string, name: string): string {
  return code(`${call}({ ${name} })`);
}

/** "`Order.status`" for the property `status` of "`Order`" */
export function propertyOf(owner: string, name: string): string {
  return appended(owner, code(`.${name}`).slice(1, -1));
}

/** Joins subjects with the same change. */
export function joined(subjects: readonly string[]): string {
  const distinct = [...new Set(subjects)];
  const [first = "", second = "", ...others] = distinct;
  if (distinct.length < 2) return first;
  if (others.length === 0) return `${first} (also ${second})`;
  return `${first} (also ${second} and ${others.length} more)`;
}

/** A type in backticks: "`Order[]`". */
export function typeText(type: TypeExpression): string {
  return code(plainText(type));
}

function plainText(type: TypeExpression): string {
  switch (type.kind) {
    case "reference":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `${grouped(type.items)}[]`;
    case "tuple": {
      const items = type.items.map((item, index) => `${grouped(item)}${index < type.required ? "" : "?"}`);
      return `[${[...items, ...(type.rest === undefined ? [] : [`...${grouped(type.rest)}[]`])].join(", ")}]`;
    }
    case "map":
      return `{ [${type.keys === undefined ? "key" : plainText(type.keys)}]: ${plainText(type.values)} }`;
    case "union":
      return type.members.map(plainText).join(" | ");
    case "intersection":
      return type.members.map(grouped).join(" & ");
    case "number":
      return type.int64 ?? "number";
    case "binary":
      return "FileLike";
    case "blob":
      return "Blob";
    case "binaryResponse":
      return "BinaryResponse";
    case "void":
      return "void";
    default:
      return type.kind;
  }
}

function grouped(type: TypeExpression): string {
  const text = plainText(type);
  return type.kind === "union" || type.kind === "intersection" ? `(${text})` : text;
}

/** Appends text to a name in backticks. */
function appended(subject: string, text: string): string {
  return subject.endsWith("`") ? `${subject.slice(0, -1)}${text}\`` : `${subject}${text}`;
}
