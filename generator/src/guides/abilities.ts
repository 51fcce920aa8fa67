import type { ApiModel } from "../api-model/api-model.ts";
import { pagingText } from "../api-model/paging.ts";
import { groupBy } from "../groups.ts";
import { REDIS_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel } from "../partition/package-model.ts";
import { clientVariable } from "../printer/call-text.ts";
import type { Abilities, EventAbility } from "../printer/package-variables.ts";
import { eventSource, onceHandler, signedRequest, webhookHandler } from "./event-code.ts";
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
import { limits, observed, sharedLimit, telemetry } from "./settings-code.ts";
import { type ClientPackage, callsOf, callText, firstShown, listShown } from "./shown-calls.ts";

/** The abilities of a package without a client. */
export const NO_ABILITIES: { readonly [Name in Exclude<keyof Abilities, "modules">]: undefined } & {
  readonly modules: [];
} = {
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
  modules: [],
  limits: undefined,
  sharing: undefined,
  telemetry: undefined,
};

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
  const shared = sharedLimit(model);
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
    modules: model.additions.modules.flatMap(({ name, guide }) =>
      guide === undefined ? [] : [{ name: `${model.name}/${name}`, code: guide.code, about: guide.text }],
    ),
    limits: limited === undefined ? undefined : { rate: rateText(api), plans: plansOf(api), code: limited },
    sharing: shared === undefined ? undefined : { package: REDIS_PACKAGE, code: shared },
    telemetry: traced === undefined ? undefined : { code: traced, events: observed(model) },
  };
}

/** The events of a package that verifies them. */
export function eventAbility(model: PackageModel): EventAbility | undefined {
  const source = eventSource(model);
  if (source?.receives !== true) return undefined;
  return {
    module: source.module,
    install: source.install,
    example: source.example,
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

type Plan = NonNullable<Abilities["limits"]>["plans"][number];

function plansOf({ quota }: ApiModel): Plan[] {
  return Object.entries(quota?.plans ?? {}).map(([name, limit]) => ({
    name,
    limit: limit === null ? "unlimited" : limit.toLocaleString("en-US"),
  }));
}

type PageStyle = NonNullable<Abilities["pages"]>["styles"][number];

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
