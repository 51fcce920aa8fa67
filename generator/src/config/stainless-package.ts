import type { SdkConfig } from "./sdk-config.ts";
import { type Casings, stainlessPascal } from "./stainless-names.ts";
import type { Stainless } from "./stainless-schema.ts";

/** The package settings of a Stainless configuration: name, client, license and repository. */
export function readPackage(
  { targets, organization, settings }: Stainless,
  casings: Casings,
): Pick<SdkConfig, "name" | "client" | "manifest"> {
  const target = targets?.typescript ?? targets?.node;
  const name = target?.package_name;
  const owner = typeof organization === "string" ? organization : organization?.name;
  const client = owner === undefined ? undefined : stainlessPascal(owner, casings);
  const license = typeof settings?.license === "string" ? settings.license : undefined;
  const [, repository] = /^([\w.-]+\/[\w.-]+)(?:#.*)?$/.exec(target?.production_repo ?? "") ?? [];
  const manifest = {
    ...(license !== undefined && { license }),
    ...(repository !== undefined && { repository: `git+https://github.com/${repository}.git` }),
  };
  return {
    ...(name !== undefined && NPM_NAME.test(name) && { name }),
    ...(client !== undefined && IDENTIFIER.test(client) && { client }),
    ...(Object.keys(manifest).length > 0 && { manifest }),
  };
}

const NPM_NAME = /^(?:@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/;
const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
