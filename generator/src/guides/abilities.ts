import type { ApiModel } from "../api-model/api-model.ts";
import { pagingText } from "../api-model/paging.ts";
import { groupBy } from "../groups.ts";
import type { PackageModel } from "../partition/package-model.ts";
import { clientVariable } from "../printer/call-text.ts";
import { aboutPackage } from "../printer/package-facts.ts";
import { type EventSource, eventSource, onceHandler, signedRequest, webhookHandler } from "./event-code.ts";
import {
  construct,
  errorHandling,
  madeResults,
  mockServer,
  pages,
  program,
  session,
  stream,
  testToken,
  upload,
} from "./example-code.ts";
import { linkTo } from "./links.ts";
import { limits, observed, sharedLimit, telemetry } from "./settings-code.ts";
import { type ClientPackage, callsOf, callText, firstShown, listShown } from "./shown-calls.ts";

/** What all Markdown files of a package can say about it. */
export interface PackageFacts extends ReturnType<typeof aboutPackage> {
  /** The prefix of its environment variables. */
  readonly environment: string;
  /** The package of the runtime, or the package itself. */
  readonly runtime: string;
  readonly links: { readonly guide: string; readonly api: string; readonly changelog: string };
}

/** What a package can do, with an example for each. What it cannot do is absent, and so is its section in the Markdown files. */
export interface Abilities {
  readonly program: string;
  /** The client of the first program. */
  readonly construct: string;
  /** The first call. */
  readonly first: string | undefined;
  readonly errors: {
    readonly code: string;
    /** The constant of an operation with typed errors. */
    readonly failing: string | undefined;
    /** The type of the body of every error. */
    readonly body: string | undefined;
  };
  readonly pages: { readonly code: string; readonly call: string; readonly styles: PageStyle[] } | undefined;
  readonly streams: string | undefined;
  readonly uploads: { readonly isWhole: boolean; readonly code: string } | undefined;
  readonly sessions: { readonly code: string; readonly test: string } | undefined;
  readonly events: EventAbility | undefined;
  readonly testing: { readonly mock: string | undefined; readonly made: string };
  readonly limits:
    | { readonly rate: string | undefined; readonly plans: Plan[]; readonly code: string }
    | undefined;
  readonly sharing: string | undefined;
  readonly telemetry: { readonly code: string; readonly events: string } | undefined;
}

/** The abilities of a package without a client. */
export const NO_ABILITIES: { readonly [Name in keyof Abilities]: undefined } = {
  program: undefined,
  construct: undefined,
  first: undefined,
  errors: undefined,
  pages: undefined,
  streams: undefined,
  uploads: undefined,
  sessions: undefined,
  events: undefined,
  testing: undefined,
  limits: undefined,
  sharing: undefined,
  telemetry: undefined,
};

/** Events that a package, or a package beside it, verifies and dispatches. */
export interface EventAbility extends EventSource {
  readonly secretVariable: string;
  readonly handler: string;
  readonly signed: string;
  readonly once: string;
}

/** How the pages of some lists follow each other. */
export interface PageStyle {
  readonly style: string;
  readonly lists: number;
  readonly isGuessed: boolean;
}

/** A plan and its requests per month. */
interface Plan {
  readonly name: string;
  readonly limit: string;
}

/** The facts about a package. */
export function factsOf(model: PackageModel): PackageFacts {
  return {
    ...aboutPackage(model),
    environment: model.environment,
    runtime: model.runtime.module,
    links: {
      guide: linkTo(model, "guide.md"),
      api: linkTo(model, "api.md"),
      changelog: linkTo(model, "CHANGELOG.md"),
    },
  };
}

/** What a package with a client can do. */
export function abilitiesOf(model: ClientPackage): Abilities {
  const { api } = model;
  const first = firstShown(model);
  const list = listShown(model);
  const uploads = upload(model);
  const paged = pages(model);
  const limited = limits(model);
  const [opened, test] = [session(model), testToken(model)];
  const traced = telemetry(model);
  return {
    program: program(model),
    construct: construct(model),
    first: first && callText(clientVariable(model.client), first),
    errors: {
      code: errorHandling(model),
      failing: first?.operation.errors.length ? first.operation.id : undefined,
      body: model.errorBody?.type,
    },
    pages:
      list && paged !== undefined
        ? { code: paged, call: callText(clientVariable(model.client), list), styles: pageStyles(model) }
        : undefined,
    streams: stream(model),
    uploads: uploads && { isWhole: uploads.kind === "upload", code: uploads.code },
    sessions: opened && test !== undefined ? { code: opened, test } : undefined,
    events: eventAbility(model),
    testing: { mock: mockServer(model), made: madeResults(model) },
    limits: limited === undefined ? undefined : { rate: rateText(api), plans: plansOf(api), code: limited },
    sharing: sharedLimit(model),
    telemetry: traced === undefined ? undefined : { code: traced, events: observed(model) },
  };
}

/** The events of a package that verifies them. */
export function eventAbility(model: PackageModel): EventAbility | undefined {
  const source = eventSource(model);
  if (source?.receives !== true) return undefined;
  return {
    ...source,
    secretVariable: `${model.environment}_WEBHOOK_SECRET`,
    handler: webhookHandler(source),
    once: onceHandler(source),
    signed: signedRequest(source, model.api.eventDiscriminator ?? "type"),
  };
}

/** The limit in words: `20 requests in any second`. */
function rateText({ rateLimit }: ApiModel): string | undefined {
  if (rateLimit === undefined) return undefined;
  const { requests, perSeconds } = rateLimit;
  return `${requests} requests in any ${perSeconds === 1 ? "second" : `${perSeconds} seconds`}`;
}

function plansOf({ quota }: ApiModel): Plan[] {
  return Object.entries(quota?.plans ?? {}).map(([name, limit]) => ({
    name,
    limit: limit === null ? "unlimited" : limit.toLocaleString("en-US"),
  }));
}

/** How the pages of the lists follow each other, with the number of lists. Empty if it is a matter of the whole API. */
function pageStyles(model: ClientPackage): PageStyle[] {
  const calls = callsOf(model).flatMap(({ operation: { call } }) =>
    call.kind === "paged" && call.source !== "api" ? [call] : [],
  );
  const byStyle = groupBy(calls, ({ paging, source }) => `${source} ${pagingText(paging)}`);
  return [...byStyle.values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap((alike) =>
      alike.slice(0, 1).map(({ paging, source }) => ({
        style: pagingText(paging),
        lists: alike.length,
        isGuessed: source === "guess",
      })),
    );
}
