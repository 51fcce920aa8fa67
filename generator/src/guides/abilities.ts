import type { ApiModel } from "../api-model/api-model.ts";
import { pagingText } from "../api-model/paging.ts";
import { groupBy } from "../groups.ts";
import { REDIS_PACKAGE } from "../names/runtime-symbols.ts";
import { clientVariable } from "../printer/call-text.ts";
import { type Abilities, type FeatureAbilities, NO_ABILITIES } from "../printer/package-variables.ts";
import { construct, errorHandling, madeResults, mockServer, pages, program, stream } from "./example-code.ts";
import { limits, observed, sharedLimit, telemetry, telemetryPackages } from "./settings-code.ts";
import { type ClientPackage, callsOf, callText, firstShown, listShown } from "./shown-calls.ts";

/**
 * Abilities of a package with a client.
 *
 * @param added What features say.
 */
export function abilitiesOf(model: ClientPackage, added: FeatureAbilities): Abilities {
  const { api } = model;
  const first = firstShown(model);
  const list = listShown(model);
  const paged = pages(model);
  const limited = limits(model);
  const traced = telemetry(model);
  const shared = sharedLimit(model);
  return {
    ...NO_ABILITIES,
    ...added,
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
    testing: { mock: mockServer(model), made: madeResults(model) },
    modules: model.additions.modules.flatMap(({ name, guide }) =>
      guide === undefined ? [] : [{ name: `${model.name}/${name}`, code: guide.code, about: guide.text }],
    ),
    limits: limited === undefined ? undefined : { rate: rateText(api), plans: plansOf(api), code: limited },
    sharing: shared === undefined ? undefined : { package: REDIS_PACKAGE, code: shared },
    telemetry:
      traced === undefined
        ? undefined
        : { code: traced, packages: telemetryPackages(model), events: observed(model) },
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

/** The paging styles, with the number of lists of each. Empty if the whole API uses one style. */
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
