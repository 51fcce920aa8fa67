import type { Documentation, NamedType } from "../api-model/type-model.ts";
import type { EventsPart, PackageModel } from "../partition/package-model.ts";
import type { CallParts } from "../printer/call-part.ts";
import { clientVariable } from "../printer/call-text.ts";
import { construct } from "./example-code.ts";
import { type ReferenceSection, referenceSections, sharedTypes } from "./reference.ts";
import { type MethodFacts, methodFacts, type TypeFacts, typeFacts } from "./reference-facts.ts";
import { sampleCode } from "./sample-code.ts";
import type { ClientPackage } from "./shown-calls.ts";

/** The reference of a package, for documentation tools: plain data. `api.md` says the same in short. */
export interface PackageReference {
  /** npm name. */
  readonly name: string;
  readonly description: string;
  readonly client: string;
  /** Code that creates the client. The samples go on with it. */
  readonly construct: string;
  /** One for each resource. */
  readonly pages: readonly ReferencePage[];
  /** The types that belong to no resource alone, sorted by name. */
  readonly types: readonly TypeFacts[];
  /** The requests that the API sends to webhooks, sorted by type of event. */
  readonly events: readonly EventEntry[];
  /** The type of any event, if there are events. */
  readonly eventUnion?: string;
}

/** A resource. */
export interface ReferencePage {
  /** Its accessors from the client, `["chat", "completions"]`. */
  readonly path: readonly string[];
  /** `chat.completions` */
  readonly title: string;
  /** The anchor of its heading in `api.md`. */
  readonly anchor: string;
  /** The folder of the package that has it, `billing`. */
  readonly folder: string;
  /** The npm name of that package. */
  readonly package: string;
  readonly docs: Documentation;
  readonly methods: readonly MethodEntry[];
  /** The types that only this resource uses. */
  readonly types: readonly TypeFacts[];
}

/** A method, and a call of it. */
export interface MethodEntry extends MethodFacts {
  /** The constant of the operation, `createOrder`. */
  readonly operation: string;
  readonly sample: string;
}

/** A type of event. */
export interface EventEntry {
  readonly eventType: string;
  readonly docs: Documentation;
}

/**
 * @param others The packages next to it, of which an umbrella takes the events.
 * @param parts Additions of features for operations.
 */
export function packageReference(
  model: ClientPackage,
  others: readonly PackageModel[] = [],
  parts: readonly CallParts[] = [],
): PackageReference {
  const { name, description, client } = model;
  const variable = clientVariable(client);
  const events = eventsOf(model, others);
  const packages = model.kind === "umbrella" ? model.packages : [model];
  return {
    name,
    description,
    client,
    construct: construct(model),
    pages: referenceSections(model).map((section) => pageOf(section, variable, parts)),
    types: distinct([
      ...packages.flatMap(sharedTypes),
      ...(events?.types ?? []),
      ...model.additions.types,
    ]).map(typeFacts),
    events: (events?.webhooks ?? []).map(({ eventType, docs }) => ({ eventType, docs })),
    ...(events !== undefined && { eventUnion: events.union }),
  };
}

function pageOf(
  { title, anchor, resource, pack, types, methods }: ReferenceSection,
  variable: string,
  parts: readonly CallParts[],
): ReferencePage {
  return {
    path: resource.path,
    title,
    anchor,
    folder: pack.folder,
    package: pack.name,
    docs: resource.docs,
    methods: methods.map((method) => ({
      ...methodFacts(method, resource.path, variable),
      operation: (method.added ?? method.operation).id,
      sample: sampleCode(variable, resource, method, parts),
    })),
    types: types.map(typeFacts),
  };
}

function eventsOf(model: ClientPackage, others: readonly PackageModel[]): EventsPart | undefined {
  if (model.kind === "resources") return model.events;
  return others.find((other) => other.kind === "webhooks");
}

/** Packages declare shared types once each, so a name may occur several times. */
function distinct(types: readonly NamedType[]): readonly NamedType[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
