import type { OperationModel } from "../api-model/api-model.ts";
import type { FieldEncoding } from "../api-model/requests.ts";
import type { ResponseModel } from "../api-model/responses.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";

/** Data for naming the parameters of an operation in messages. */
interface Naming {
  /** New names of path parameters, by old name. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly subjectOf: (name: string) => string;
  readonly spot: Spot;
}

/** Compares how parameters outside the body are written. */
export function compareStyles(
  before: OperationModel,
  after: OperationModel,
  { renamed, subjectOf, spot }: Naming,
): Comparison {
  return together(
    ...before.pathParameters.map(({ name }) => {
      const other = renamed.get(name) ?? name;
      const isKept = after.pathParameters.some((parameter) => parameter.name === other);
      const [from, to] = [pathText(before, name), pathText(after, other)];
      return isKept ? styleChange(from, to, { ...spot, subject: subjectOf(other) }) : SAME;
    }),
    ...PLACES.flatMap((place) =>
      before[place].map((parameter) => {
        const property = passedAs(parameter);
        const other = after[place].find((each) => passedAs(each) === property) ?? parameter;
        const isSame = parameter.name === other.name;
        const [from, to] = isSame ? [queryText(parameter), queryText(other)] : [parameter.name, other.name];
        return styleChange(from, to, { ...spot, subject: subjectOf(property) });
      }),
    ),
  );
}

/** Compares how the properties of forms are written. */
export function compareFields(
  before: readonly FieldEncoding[] | undefined,
  after: readonly FieldEncoding[] | undefined,
  isKept: (name: string) => boolean,
  subjectOf: (name: string) => string,
  spot: Spot,
): Comparison {
  const [old, now] = [byName(before), byName(after)];
  return together(
    ...[...new Set([...old.keys(), ...now.keys()])].filter(isKept).map((name) => {
      const [from, to] = [fieldText(old.get(name)), fieldText(now.get(name))];
      return styleChange(from, to, { ...spot, subject: subjectOf(name) });
    }),
  );
}

/** Compares the media types and the headers of responses. */
export function compareMedia(
  { response: old }: OperationModel,
  { response: now }: OperationModel,
  spot: Spot,
): Comparison {
  const [from, to] = [acceptText(old), acceptText(now)];
  return together(
    from === to ? SAME : found("accept-changed", spot, { from, to }),
    compareLists("unused-response-type", old.unused, now.unused, spot),
    compareLists("response-header", old.headers, now.headers, spot),
  );
}

const PLACES = ["query", "headers", "cookies"] as const;

/** Reports the items of two lists that only one of them has. */
export function compareLists(
  change: "body-type" | "unused-body-type" | "unused-response-type" | "response-header",
  before: readonly string[] = [],
  after: readonly string[] = [],
  spot: Spot,
): Comparison {
  return together(
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => found(`${change}-added`, spot, { to: code(item) })),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => found(`${change}-removed`, spot, { from: code(item) })),
  );
}

function styleChange(from: string, to: string, spot: Spot): Comparison {
  return from === to ? SAME : found("parameter-style-changed", spot, { from: code(from), to: code(to) });
}

function pathText({ pathStyles }: OperationModel, name: string): string {
  const { style = "simple", explode, content } = pathStyles.find((path) => path.name === name) ?? {};
  return content === undefined ? joined(style, explode && "exploded") : "JSON";
}

type NamedParameter = OperationModel[(typeof PLACES)[number]][number];

/** The property in which callers pass a parameter. */
function passedAs({ name, property }: NamedParameter): string {
  return property ?? name;
}

function queryText(parameter: NamedParameter): string {
  const { style, explode, allowReserved, content, whole } = parameter as OperationModel["query"][number];
  if (whole !== undefined) return `the whole query as ${whole}`;
  if (content !== undefined || (style as string) === "json") return "JSON";
  const isExploded = explode === false && "not exploded";
  return joined(style ?? "form", isExploded, allowReserved && "reserved characters allowed");
}

function fieldText({
  style,
  explode,
  allowReserved,
  contentType,
  headers,
}: Partial<FieldEncoding> = {}): string {
  const own = joined(
    style ?? "",
    explode === false && "not exploded",
    allowReserved && "reserved characters allowed",
    contentType,
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  );
  return own === "" ? "the default" : own;
}

/** The media types of successful responses: those of errors have a lower weight. */
function acceptText({ accept, kind }: ResponseModel): string {
  const all = accept ?? (kind === "json" ? "application/json" : "*/*");
  return code(
    all
      .split(", ")
      .filter((type) => !type.endsWith(";q=0.9"))
      .join(", "),
  );
}

function byName(fields: readonly FieldEncoding[] = []): ReadonlyMap<string, FieldEncoding> {
  return new Map(fields.map((field) => [field.name, field]));
}

function joined(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(", ");
}
