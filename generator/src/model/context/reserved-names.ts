import {
  RUNTIME_TYPES,
  RUNTIME_VALUES,
  SESSION_TYPES,
  WEBHOOK_TYPES,
  WEBHOOK_VALUES,
} from "../../names/runtime-symbols.ts";
import type { OpenApiDocument } from "../../spec/index.ts";

/**
 * The names that packages of this API re-export from the runtime. A type of the API does not get one of them: it would hide the
 * export, such as the class with which programs recognize an error.
 */
export function reservedNames({ root }: OpenApiDocument): ReadonlySet<string> {
  return new Set<string>([
    ...RUNTIME_VALUES,
    ...RUNTIME_TYPES,
    ...(root["x-webhook-signature"] === undefined ? [] : [...WEBHOOK_VALUES, ...WEBHOOK_TYPES]),
    ...(root["x-session-token"] === undefined ? [] : SESSION_TYPES),
  ]);
}
