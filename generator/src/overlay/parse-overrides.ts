import { isRecord } from "../spec/guards.ts";
import type { SpecSource } from "../spec/index.ts";
import type { Overlay } from "./overlay.ts";
import { compileQuery } from "./query.ts";

/**
 * Reads a file that has parts of a document instead of actions, such as `paths: { /orders: { get: { summary: Lists orders. } } }`.
 *
 * @returns `undefined` if the file has another member than those of a document, or says that it is an overlay or a document.
 */
export function parseOverrides(source: SpecSource): Overlay | undefined {
  const { value } = source;
  if (!isRecord(value)) return undefined;
  const names = Object.keys(value).filter((name) => !name.startsWith("x-"));
  if (names.length === 0 || names.some((name) => !MEMBERS.has(name))) return undefined;
  const change = { kind: "override", value } as const;
  return { source, actions: [{ pointer: [], target: compileQuery("$"), change }] };
}

/** The members of a document that can be overridden: all but its version, in OpenAPI and Swagger. */
const MEMBERS = new Set([
  ...["info", "servers", "paths", "webhooks", "components", "security", "tags", "externalDocs"],
  ...["host", "basePath", "schemes", "consumes", "produces"],
  ...["definitions", "parameters", "responses", "securityDefinitions", "jsonSchemaDialect"],
]);
