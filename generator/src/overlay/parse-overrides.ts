import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { isRecord } from "../spec/guards.ts";
import type { SpecSource } from "../spec/index.ts";
import type { Overlay } from "./overlay.ts";
import { compileQuery } from "./query.ts";

/**
 * Reads a file that has parts of a document instead of actions, such as `paths: { /orders: { get: { summary: Lists orders. } } }`. `paths:`
 * without a value is omitted, with a warning, since it would remove all operations.
 *
 * @returns `undefined` if the file has no member of a document, or identifies itself as an overlay, a document or something else.
 * @throws {DiagnosticError} if the file has other members besides those of a document.
 */
export function parseOverrides(source: SpecSource): Overlay | undefined {
  const { value } = source;
  if (!isRecord(value) || OTHERS.some((name) => Object.hasOwn(value, name))) return undefined;
  const names = Object.keys(value).filter((name) => !name.startsWith("x-"));
  if (!names.some((name) => MEMBERS.has(name))) return undefined;
  const unknown = names.filter((name) => !MEMBERS.has(name));
  if (unknown.length > 0) {
    const problems = unknown.map((name) => {
      const reason = `\`${name}\` is not a member of a document`;
      return diagnostic("invalid-overlay", { reason, fix: "remove it" }, source.locate([name]));
    });
    throw new DiagnosticError(problems);
  }
  const empty = names.filter((name) => OBJECTS.has(name) && value[name] === null);
  const warnings = empty.map((name) => {
    const facts = { name, expected: "an object", found: "null", reading: "ignored" };
    return diagnostic("wrong-shape", facts, source.locate([name]));
  });
  const kept = Object.fromEntries(Object.entries(value).filter(([name]) => !empty.includes(name)));
  const change = { kind: "override", value: kept } as const;
  return {
    source: { ...source, warnings: [...source.warnings, ...warnings] },
    actions: [{ pointer: [], target: compileQuery("$"), change }],
  };
}

/** Members that show that a file is something else. */
const OTHERS = ["overlay", "actions", "openapi", "swagger"];

/** The members of a document that can be overridden and are objects. */
const OBJECTS = new Set([
  ...["info", "paths", "webhooks", "components"],
  ...["definitions", "parameters", "responses", "securityDefinitions"],
]);

/** The members of a document that can be overridden: all but its version, in OpenAPI and Swagger. */
const MEMBERS = new Set([
  ...OBJECTS,
  ...["servers", "security", "tags", "externalDocs", "jsonSchemaDialect"],
  ...["host", "basePath", "schemes", "consumes", "produces"],
]);
