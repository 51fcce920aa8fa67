import { DiagnosticSeverity, type IHttpParam } from "@stoplight/types";
import { type Diagnostics, problem } from "./diagnostics.js";
import { asObject, isObject, type JsonObject, parseJson } from "./json.js";
import { type Style, StyleError } from "./parameter-styles.js";
import { checkerFor } from "./schema-checker.js";
import { shapeOf } from "./schema-shape.js";
import { typedValue } from "./text-values.js";

/** A parameter whose value is JSON has `content` instead of a schema. */
type Parameter = IHttpParam & { readonly content?: unknown };

/** Reads the value of a parameter from a request; undefined if it is absent. */
type ReadParameter = (style: Style) => unknown;

/** Validates the parameters of one location, such as the query. */
export function checkParameters(
  prefix: "path" | "query" | "header",
  parameters: readonly Parameter[],
  bundle: JsonObject,
  read: ReadParameter,
): Diagnostics {
  const values = new Map<string, unknown>();
  const problems: Diagnostics[number][] = [];
  for (const parameter of parameters) {
    const { name, deprecated = false } = parameter;
    try {
      const style = styleOf(parameter, bundle);
      const value = read(style) ?? (parameter.required === true ? emptyValue(style) : undefined);
      if (value === undefined) continue;
      values.set(name, value);
      if (isObject(parameter.content)) {
        const [media] = Object.values(parameter.content);
        const schema = asObject(asObject(media).schema);
        problems.push(
          ...checkerFor(bundle, "request").check(parseJson(String(value)), schema, `${prefix}.${name}`),
        );
      }
      if (deprecated) {
        const message = `Request ${prefix} parameter ${name} is deprecated`;
        problems.push(problem([prefix, name], "deprecated", message, DiagnosticSeverity.Warning));
      }
    } catch (error) {
      if (!(error instanceof StyleError || error instanceof SyntaxError)) throw error;
      problems.push(
        problem([prefix, name], "malformed", `Request ${prefix} parameter ${name}: ${error.message}`),
      );
    }
  }
  if (problems.some(({ severity }) => severity === DiagnosticSeverity.Error)) return problems;
  const schema = schemaOf(parameters);
  const checker = checkerFor(bundle, "request");
  const typed = typedValue(checker, checker.directed(schema), Object.fromEntries(values));
  return [...problems, ...checker.check(typed, schema, prefix)];
}

/** An object whose properties are parameters of their own is empty if none of them was sent. */
function emptyValue({ style, explode, schema, bundle }: Style): object | undefined {
  return style === "form" && explode && shapeOf(schema, bundle).kind === "object" ? {} : undefined;
}

/** `form` is the only style that is exploded by default. */
function styleOf(
  { name, style, explode = String(style) === "form", schema }: IHttpParam,
  bundle: JsonObject,
): Style {
  return { name, style, explode, schema, bundle };
}

// One object for the parameters of an operation, because a schema is compiled once for each object.
const schemas = new WeakMap<readonly IHttpParam[], JsonObject>();

/** The schema of an object with the parameters as its properties. */
function schemaOf(parameters: readonly IHttpParam[]): JsonObject {
  const known = schemas.get(parameters);
  if (known !== undefined) return known;
  const properties = parameters.map((each) => [each.name, each.schema ?? {}]);
  const required = parameters.filter((each) => each.required === true).map(({ name }) => name);
  const schema = { type: "object", properties: Object.fromEntries(properties), required };
  schemas.set(parameters, schema);
  return schema;
}
