import { credentialOptions, variableOf } from "../api-model/client-options.ts";
import { onlyKey } from "../api-model/credentials.ts";
import {
  abilitiesOf,
  aboutPackage,
  type ClientPackage,
  eventRow,
  fittingRows,
  type IndexRow,
  referenceSections,
  shortened,
} from "../guides/index.ts";
import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel, WebhooksPackage } from "../partition/package-model.ts";
import { clientVariable } from "../printer/call-text.ts";
import { headline } from "../printer/comments.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { PackageExtras } from "../printer/package-extras.ts";
import {
  type Abilities,
  type FeatureAbilities,
  NO_ABILITIES,
  type PackageFacts,
  TOPICS,
} from "../printer/package-variables.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/**
 * `llms.txt`, an index of the package for assistants, and `AGENTS.md`, the rules for code that uses it. Both have less than 8 kB, however
 * large the API is.
 */
export function emitForAssistants(
  model: PackageModel,
  { abilities = {} }: PackageExtras,
): readonly TemplateFile[] {
  const data = model.kind === "webhooks" ? eventData(model, abilities) : clientData(model, abilities);
  return [
    { kind: "template", path: `${model.folder}/llms.txt`, template: "llms.txt", data },
    { kind: "template", path: `${model.folder}/AGENTS.md`, template: "agents.md", data },
  ];
}

/** The variables of both templates. */
type Values = TemplateValues<"llms"> & TemplateValues<"agents">;

function eventData(model: WebhooksPackage, added: FeatureAbilities): Values {
  const rows = model.webhooks.map((event) => ({ ...eventRow(event), anchor: "", methods: "" }));
  return {
    ...aboutShortly(model),
    ...NO_ABILITIES,
    ...added,
    ...NO_CLIENT,
    union: model.union,
    hasGuide: added.events !== undefined,
    topics: "webhooks, duplicate events, tests",
    listTitle: "Events",
    ...fittingRows(rows),
  };
}

const NO_CLIENT = {
  client: undefined,
  variable: undefined,
  errorCode: undefined,
  keyVariable: undefined,
  credentials: undefined,
  methods: 0,
  mock: MOCK_PACKAGE,
  needsDocument: false,
};

function clientData(model: ClientPackage, added: FeatureAbilities): Values {
  const abilities = abilitiesOf(model, added);
  const sections = referenceSections(model);
  const rows = sections.map(
    ({ title, anchor, resource, methods }): IndexRow => ({
      name: title,
      anchor,
      about: headline(resource.docs),
      methods: methods.map((method) => (method.added ?? method.operation).method).join(", "),
    }),
  );
  return {
    ...aboutShortly(model),
    ...abilities,
    program: whole(abilities.program),
    errorCode: whole(abilities.errors.code),
    ...credentialsData(model),
    client: model.client,
    union: undefined,
    variable: clientVariable(model.client),
    mock: model.mock ?? MOCK_PACKAGE,
    needsDocument: model.mock === undefined,
    hasGuide: true,
    topics: topicsText(abilities),
    methods: sections.reduce((sum, { methods }) => sum + methods.length, 0),
    listTitle: "Resources and their methods",
    ...fittingRows(rows),
  };
}

function aboutShortly(model: PackageModel): PackageFacts {
  return { ...aboutPackage(model), description: shortened(model.description) };
}

/** Longer examples are omitted. */
const LONGEST_EXAMPLE = 800;

function whole(code: string): string | undefined {
  return Buffer.byteLength(code) > LONGEST_EXAMPLE ? undefined : code;
}

/** Further credentials are not named. */
const MOST_CREDENTIALS = 6;

function credentialsData({ api, environment }: ClientPackage) {
  const options = credentialOptions(api).slice(0, MOST_CREDENTIALS);
  return {
    keyVariable: onlyKey(api) === undefined ? undefined : `${environment}_API_KEY`,
    credentials: options
      .map((option) => `\`${option.name}\` (\`${variableOf(option, environment)}\`)`)
      .join(", "),
  };
}

function topicsText(abilities: Abilities): string {
  const has = (ability: keyof Abilities | undefined) =>
    ability === undefined || abilities[ability] !== undefined;
  return TOPICS.flatMap(([topic, ability]) => (has(ability) ? [topic] : [])).join(", ");
}
