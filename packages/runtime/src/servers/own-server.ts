import type { ServerChoice, ServerSettings } from "../operations/index.js";
import { readEnvironment } from "../platform/index.js";

/**
 * Sends an operation with a `server` there, with the credentials of the client. With the option `baseURL` or its environment
 * variable, the operation is sent to that address, so that tests of a program reach it.
 */
export const ownServer: ServerChoice = (operation, settings) => serverOf(operation, settings);

/** The same without credentials: the document does not say that the server accepts those of the API. */
export const anonymousServer: ServerChoice = (operation, settings) =>
  serverOf(operation, settings, { credentials: { value: {} }, auth: { value: undefined } });

/** Settings that inherit from those of the client, whose credentials may not be readable. */
function serverOf<Settings extends ServerSettings>(
  { server }: { readonly server?: string },
  settings: Settings,
  changes: PropertyDescriptorMap = {},
): Settings | undefined {
  const { api, baseURL, options } = settings;
  if (server === undefined || isReplaced(baseURL, options.baseURL, api.environment)) return undefined;
  const value = new URL(server, `${baseURL}/`).href.replace(/\/+$/, "");
  return Object.create(settings, { ...changes, baseURL: { value } }) as Settings;
}

/** Whether the base URL is that of the option or the environment variable. The option `server` takes precedence over the variable. */
function isReplaced(baseURL: string, option: string | undefined, environment: string): boolean {
  if (option !== undefined) return true;
  const variable = readEnvironment(`${environment}_BASE_URL`);
  return variable !== undefined && new URL(variable).href.replace(/\/+$/, "") === baseURL;
}
