import type { SecurityRequirement } from "../operations/index.js";
import type { CredentialScheme } from "./credential.js";
import type { TokenProvider } from "./token-source.js";

/** The security schemes of an API, and which of them its operations need. */
export interface SecurityDescription {
  readonly schemes: { readonly [scheme: string]: CredentialScheme };
  /** The alternatives that operations without a `security` of their own need. Absent: none. */
  readonly requirement?: SecurityRequirement;
  /** The scheme whose credential is also the option `apiKey`. */
  readonly apiKey?: string;
  /** The environment variables of options that are not named after the option. Absent: none. */
  readonly variables?: { readonly [option: string]: string };
  /** The token providers of schemes whose credential is an object: `oauth2` of `@copilot-sdk/runtime/oauth`. */
  readonly tokens?: { readonly [scheme: string]: TokenProvider };
}

/** The parts of an API's description that credentials depend on. */
export interface CredentialOwner {
  readonly name: string;
  readonly environment: string;
}
