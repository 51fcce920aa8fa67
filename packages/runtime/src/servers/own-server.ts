import type { ServerChoice, ServerSettings } from "../operations/index.js";

/**
 * Sends an operation with a `server` there, with the credentials of the client. With the option `baseURL` or its environment
 * variable, the operation is sent to that address, as tests of a program need it.
 */
export const ownServer: ServerChoice = (operation, settings) => serverOf(operation, settings);

/** The same without credentials: the document does not say that the server accepts those of the API. */
export const anonymousServer: ServerChoice = (operation, settings) =>
  serverOf(operation, settings, { credentials: { value: {} }, isAnonymous: { value: true } });

/** Settings that inherit from those of the client, whose credentials may not be readable. */
function serverOf<Settings extends ServerSettings>(
  { server }: { readonly server?: string },
  settings: Settings,
  changes: PropertyDescriptorMap = {},
): Settings | undefined {
  if (server === undefined || settings.hasOwnBaseURL) return undefined;
  const value = new URL(server, `${settings.baseURL}/`).href.replace(/\/+$/, "");
  return Object.create(settings, { ...changes, baseURL: { value } }) as Settings;
}
