import type { Draft } from "../draft/index.ts";
import type { OpenSchema } from "../forms/schema-nodes.ts";

/**
 * A number that is also accepted as text is a number: `type: [integer, string]` with the pattern of a number in JSON. ASP.NET Core describes
 * every number like this, because it reads text as well; it writes numbers. In OpenAPI 3.0, where a schema has one type, it leaves `type` out.
 */
export function readNumbersAsText(draft: Draft): void {
  const found = draft.objects("schema").flatMap(({ value, pointer }) => {
    const type = numberOf(value);
    return type === undefined ? [] : [{ schema: value as OpenSchema, pointer, type }];
  });
  const [first] = found;
  if (first === undefined) return;
  draft.report("numbers-as-text", { count: found.length }, first.pointer);
  for (const { schema, type } of found) {
    schema.type = type;
    delete schema.pattern;
  }
  draft.changedValue();
}

/** The type of a number that may also be text, with its `null`. Undefined for every other schema. */
function numberOf({ type, format, pattern, enum: values }: OpenSchema): OpenSchema["type"] {
  const number = typeof pattern === "string" ? NUMBER.exec(pattern) : null;
  if (number === null || values !== undefined) return undefined;
  if (type === undefined) {
    const { fraction, exponent } = number.groups ?? {};
    const isInteger = fraction === undefined && exponent === undefined;
    return format !== undefined && FORMATS.has(format) ? (isInteger ? "integer" : "number") : undefined;
  }
  if (!Array.isArray(type) || !type.includes("string")) return undefined;
  const others = type.filter((each) => each !== "string");
  const isNumber = others.some((each) => each === "integer" || each === "number");
  const isPlain = others.every((each) => each === "integer" || each === "number" || each === "null");
  return isNumber && isPlain ? others : undefined;
}

/** The pattern of a number in JSON (RFC 8259, section 6): the sign, the fraction and the exponent may be missing. */
const NUMBER =
  /^\^(-\?)?\(\?:0\|\[1-9\]\\d\*\)(?<fraction>\(\?:\\\.\\d\+\)\?)?(?<exponent>\(\?:\[eE\]\[\+-\]\?\\d\+\)\?)?\$$/;

/** The formats of numbers in .NET. */
const FORMATS: ReadonlySet<string> = new Set(
  "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double decimal".split(" "),
);
