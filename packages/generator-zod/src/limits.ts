import { type Constraints, literal } from "@copilot-sdk/generator/kit";

/** The checks for the limits of a schema, as calls after it: `.min(1).max(100)`. */
export function limits(kind: "string" | "number" | "array", constraints: Constraints): string {
  switch (kind) {
    case "string":
      return [
        call("min", constraints.minLength),
        call("max", constraints.maxLength),
        patternCall(constraints.pattern),
        formatCall(constraints.format),
      ].join("");
    case "number":
      return [
        // `int()` refuses integers above 2^53, which APIs send although programs cannot read them exactly.
        /^u?int/.test(constraints.format ?? "") ? ".multipleOf(1)" : "",
        call("gte", constraints.minimum),
        call("gt", constraints.exclusiveMinimum),
        call("lte", constraints.maximum),
        call("lt", constraints.exclusiveMaximum),
        call("multipleOf", constraints.multipleOf),
      ].join("");
    case "array":
      return [call("min", constraints.minItems), call("max", constraints.maxItems)].join("");
  }
}

function call(name: string, value: number | undefined): string {
  return value === undefined ? "" : `.${name}(${literal(value)})`;
}

/** A pattern that JavaScript does not understand is left out. The expression is built from a string, so that no pattern ends it. */
function patternCall(pattern: string | undefined): string {
  if (pattern === undefined) return "";
  for (const flags of ["u", ""]) {
    try {
      new RegExp(pattern, flags);
      return `.regex(new RegExp(${literal(pattern)}, "${flags}"))`;
    } catch {
      // Try without Unicode, which allows more escapes.
    }
  }
  return "";
}

/** Formats that Zod checks as the document means them. */
const FORMATS: { readonly [format: string]: string } = {
  uuid: "z.guid()",
  date: "z.iso.date()",
  "date-time": "z.iso.datetime({ offset: true })",
  ipv4: "z.ipv4()",
  ipv6: "z.ipv6()",
  email: "z.email()",
};

function formatCall(format: string | undefined): string {
  const schema = format === undefined ? undefined : FORMATS[format];
  return schema === undefined ? "" : `.check(matches(${schema}))`;
}
