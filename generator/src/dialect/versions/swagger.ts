import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/index.ts";
import { define, entriesOf, isRecord } from "../../spec/guards.ts";
import { type Pointer, valueAt } from "../../spec/pointer.ts";
import type { SpecSource } from "../../spec/source.ts";
import { moveBodies } from "./swagger-bodies.ts";
import { completeHost } from "./swagger-host.ts";
import { convertMembers } from "./swagger-members.ts";
import { METHODS, type RepairedSwagger, repairSwagger } from "./swagger-shapes.ts";

/** Files in OpenAPI 3, and the conversions made. */
export interface UpgradedSources {
  readonly sources: readonly SpecSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Converts the files that use Swagger 2.0 to OpenAPI 3.0. Their nodes keep their places.
 *
 * @throws {DiagnosticError} if a file cannot be converted.
 */
export function upgradeSources(sources: readonly SpecSource[]): UpgradedSources {
  const diagnostics: Diagnostic[] = [];
  const upgraded = sources.map((source) => {
    if (!isSwagger(source)) return source;
    const repaired = repairSwagger(source);
    diagnostics.push(diagnostic("swagger-2", { version: "2.0" }, source.locate(["swagger"])));
    diagnostics.push(...repaired.diagnostics, ...completeHost(repaired.value, source));
    const { value, problems } = converted(repaired, source);
    diagnostics.push(...problems);
    return {
      ...source,
      value,
      locate: (pointer: Pointer) => source.locate(placeIn(source.value, pointer)),
    };
  });
  return { sources: upgraded, diagnostics };
}

function isSwagger({ value, listed }: SpecSource): boolean {
  return listed && isRecord(value) && value.openapi === undefined && String(value.swagger) === "2.0";
}

/** The document in OpenAPI 3.0, and what was repaired in its conversion. */
function converted(
  { value, diagnostics }: RepairedSwagger,
  source: SpecSource,
): { readonly value: unknown; readonly problems: readonly Diagnostic[] } {
  try {
    const extensions = takeExtensions(value);
    const schemes = structuredClone(valueAt(value, ["securityDefinitions"]));
    moveBodies(value);
    const errors = convertMembers(value);
    const upgraded = upgradeFromTwoToThree(value);
    restoreNotes(upgraded, schemes);
    removeUndefined(upgraded);
    for (const [path, members] of extensions) {
      const item = valueAt(upgraded, ["paths", path]);
      if (isRecord(item)) for (const [name, member] of Object.entries(members)) define(item, name, member);
    }
    const problems = errors.map((place) => diagnostic("error-media-type", {}, source.locate(place)));
    return { value: upgraded, problems };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([...diagnostics, diagnostic("invalid-swagger", { reason }, source.locate([]))]);
  }
}

/**
 * Removes the members of paths that are neither parameters nor operations, and returns them by path. The conversion would read them as
 * operations. It also needs the parameters before the operations.
 */
function takeExtensions(swagger: object): ReadonlyMap<string, object> {
  const extensions = new Map<string, object>();
  const paths = valueAt(swagger, ["paths"]);
  for (const [path, item] of entriesOf(paths)) {
    if (!isRecord(paths) || !isRecord(item)) continue;
    const { parameters, ...others } = item;
    const [operations, rest] = [true, false].map((isWanted) =>
      Object.entries(others).filter(([name]) => METHODS.includes(name) === isWanted),
    );
    const first = parameters === undefined ? {} : { parameters };
    define(paths, path, { ...first, ...Object.fromEntries(operations ?? []) });
    extensions.set(path, Object.fromEntries(rest ?? []));
  }
  return extensions;
}

/** Gives security schemes their descriptions and extensions, most of which the conversion drops. */
function restoreNotes(upgraded: unknown, schemes: unknown): void {
  for (const [name, scheme] of entriesOf(schemes)) {
    const target = valueAt(upgraded, ["components", "securitySchemes", name]);
    const notes = entriesOf(scheme).filter(([member]) => member === "description" || member.startsWith("x-"));
    if (isRecord(target)) for (const [member, note] of notes) define(target, member, note);
  }
}

/** Removes members without a value, which the conversion adds: the `description` of a form, for example. */
function removeUndefined(value: unknown, seen: Set<unknown> = new Set()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) delete (value as Record<string, unknown>)[name];
    else removeUndefined(member, seen);
  }
}

/** The place of an OpenAPI 3 node in the Swagger 2.0 document. */
function placeIn(swagger: unknown, pointer: Pointer): Pointer {
  const [member, kind, ...rest] = pointer;
  if (member === "components" && kind !== undefined)
    return placeIn(swagger, [MEMBERS[kind] ?? kind, ...rest]);
  if (member === "servers") return ["host"];
  const content = pointer.indexOf("content");
  const schema = content === -1 ? -1 : pointer.indexOf("schema", content);
  const body = pointer.indexOf("requestBody");
  if (body !== -1) {
    const parameters = [...pointer.slice(0, body), "parameters"];
    const declared = valueAt(swagger, parameters);
    const index = Array.isArray(declared)
      ? declared.findIndex((parameter) => isRecord(parameter) && parameter.in === "body")
      : -1;
    return index === -1
      ? parameters
      : [...parameters, index, ...(schema === -1 ? [] : pointer.slice(schema))];
  }
  return schema === -1 ? pointer : [...pointer.slice(0, content), ...pointer.slice(schema)];
}

/** The members of Swagger 2.0 by their names in `components`. */
const MEMBERS: { readonly [kind: string]: string | undefined } = {
  schemas: "definitions",
  requestBodies: "parameters",
  securitySchemes: "securityDefinitions",
};
