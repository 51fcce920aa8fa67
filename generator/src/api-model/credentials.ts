import type { ApiModel, OperationModel } from "./api-model.ts";
import { allOperations } from "./resource-tree.ts";
import type { Auth, SecurityAlternative, SecurityRequirement, SecurityScheme } from "./security.ts";

/** The schemes whose credentials are client options. */
export function credentialSchemes({ security }: ApiModel): readonly SecurityScheme[] {
  return security.schemes.filter(({ options }) => options.length > 0);
}

/**
 * The only credential of an API, if it is an API key that every operation either needs or does not use. Its clients take it as the
 * option `apiKey`, and need no code that chooses between credentials.
 */
export function onlyKey(api: ApiModel): OnlyKey {
  if (!onlyKeys.has(api.security)) onlyKeys.set(api.security, findOnlyKey(api));
  return onlyKeys.get(api.security);
}

type OnlyKey = (Auth & { readonly kind: "apiKey" }) | undefined;

/** The results by the security of an API. They depend on all operations and are requested for each, so they are kept. */
const onlyKeys = new WeakMap<ApiModel["security"], OnlyKey>();

function findOnlyKey(api: ApiModel): OnlyKey {
  const [scheme, ...others] = credentialSchemes(api);
  if (scheme?.auth.kind !== "apiKey" || others.length > 0) return undefined;
  if (scheme.options[0] !== "apiKey" || api.security.variables !== undefined) return undefined;
  const own = allOperations(api.resources).flatMap(({ security }) => security ?? []);
  const isNeeded = [...api.security.requirement, ...own].every(
    (alternative) => sentSchemes(api, alternative).length === 1,
  );
  return isNeeded && api.security.requirement.length > 0 ? scheme.auth : undefined;
}

/** The requirement of an operation. */
export function requirementOf(api: ApiModel, { security }: OperationModel): SecurityRequirement {
  return security ?? api.security.requirement;
}

/** The schemes of an alternative whose credentials the SDK sends. The others are left to `fetch` and middleware. */
export function sentSchemes(api: ApiModel, alternative: SecurityAlternative): SecurityAlternative {
  const sent = new Set(credentialSchemes(api).map(({ name }) => name));
  return alternative.filter(({ scheme }) => sent.has(scheme));
}

/**
 * The alternatives that the SDK sends. A request contains the header `authorization` only once, so schemes that share it are
 * alternatives, even if the document demands them together.
 */
export function sentRequirement(api: ApiModel, requirement: SecurityRequirement): SecurityRequirement {
  const schemes = new Map(api.security.schemes.map(({ name, auth }) => [name, auth]));
  return requirement.flatMap((alternative) => {
    const sent = sentSchemes(api, alternative);
    const sharing = sent.filter(({ scheme }) => usesAuthorization(schemes.get(scheme)));
    if (sharing.length < 2) return [sent];
    return sharing.map((one) => sent.filter((each) => each === one || !sharing.includes(each)));
  });
}

/** True if a credential is sent in the header `authorization`. */
export function usesAuthorization(auth: Auth | undefined): boolean {
  if (auth?.kind !== "apiKey") return auth !== undefined && auth.kind !== "mutualTLS";
  return auth.in === "header" && auth.name.toLowerCase() === "authorization";
}
