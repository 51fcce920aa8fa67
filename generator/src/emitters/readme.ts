import type { ApiModel, ResourceModel } from "../api-model/api-model.ts";
import {
  credentialOptions,
  hasServers,
  needsBaseURL,
  offeredServers,
  variableOf,
} from "../api-model/client-options.ts";
import { credentialSchemes, onlyKey } from "../api-model/credentials.ts";
import { compareNames } from "../api-model/order.ts";
import { resourceName } from "../api-model/resource-tree.ts";
import type { ServerModel } from "../api-model/servers.ts";
import { abilitiesOf, aboutPackage, type ClientPackage, eventRow } from "../guides/index.ts";
import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import { headline, oneLine } from "../printer/comments.ts";
import { aboutCredential } from "../printer/credentials-text.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { PackageExtras } from "../printer/package-extras.ts";
import type { TemplateValues } from "../printer/template-variables.ts";
import { suffixOf } from "../variables.ts";

/** `README.md` of a package with a client: how to install it, a first call, a section for each ability, and its resources. */
export function emitReadme(model: ClientPackage, { abilities = {} }: PackageExtras): readonly TemplateFile[] {
  const { api, environment, client } = model;
  const ownEvents = model.kind === "resources" ? model.events : undefined;
  const parameters = parameterRows(api, environment);
  const servers = hasServers(api) ? offeredServers(api.servers).map(serverRow) : [];
  const data: TemplateValues<"readme"> = {
    ...aboutPackage(model),
    ...abilitiesOf(model, abilities),
    client,
    keyVariable: onlyKey(api) === undefined ? undefined : `${environment}_API_KEY`,
    addressVariable: needsBaseURL(api) ? `${environment}_BASE_URL` : undefined,
    credentials: credentialRows(api, environment),
    hasAlternatives: credentialSchemes(api).length > 1,
    hasFunctions: credentialOptions(api).some(({ part }) => part === "credential"),
    parameters,
    aboutParameters: parameters.some(({ about }) => about !== ""),
    servers,
    hasVariables: servers.some(({ url }) => url.includes("{")),
    aboutServers: servers.some(({ about }) => about !== ""),
    resources: resourceRows(model),
    mock: model.mock ?? MOCK_PACKAGE,
    needsDocument: model.mock === undefined,
    severalPackages: model.kind === "umbrella",
    eventUnion: ownEvents?.union,
    eventRows: ownEvents?.webhooks.map(eventRow) ?? [],
  };
  return [{ kind: "template", path: `${model.folder}/README.md`, template: "readme.md", data }];
}

function credentialRows(api: ApiModel, environment: string) {
  return credentialOptions(api).map((option) => ({
    option: option.name,
    variable: variableOf(option, environment),
    about: oneLine(aboutCredential(option)),
  }));
}

function parameterRows({ clientParameters }: ApiModel, environment: string) {
  return clientParameters.map(({ name, option, docs }) => ({
    name,
    option,
    variable: `${environment}_${suffixOf(option)}`,
    about: headline(docs),
  }));
}

function serverRow({ name, url, description = "" }: ServerModel) {
  return { name, url, about: oneLine(description) };
}

/** The resources with their descriptions, or else their methods. A resource with neither only contains others. */
function resourceRows(model: ClientPackage) {
  const packages = model.kind === "umbrella" ? model.packages : [model];
  return packages
    .flatMap(({ name, resources }) => resources.map(({ resource }) => ({ resource, package: name })))
    .map(({ resource, ...rest }) => ({
      ...rest,
      name: resourceName(resource),
      about: headline(resource.docs) || methodsText(resource),
    }))
    .filter(({ about }) => about !== "")
    .sort((a, b) => compareNames(a.name, b.name));
}

/** The number of methods listed for a resource without a description. */
const SHOWN_METHODS = 5;

/** `create, list, retrieve` */
function methodsText({ operations }: ResourceModel): string {
  const names = operations.map(({ method }) => method);
  const more = names.length > SHOWN_METHODS ? `, and ${names.length - SHOWN_METHODS} more` : "";
  return `${names.slice(0, SHOWN_METHODS).join(", ")}${more}`;
}
