import type { SdkConfig } from "@copilot-sdk/generator";
import type { JsonObject } from "../document/json.ts";
import { objectAt } from "../document/json.ts";
import { NEXT_VERSION } from "./additive/new-schemas.ts";
import type { Draft, Mutant, Mutation, MutationKind } from "./mutation.ts";
import { randomOf } from "./random.ts";

/** A document and the packages that are generated from it. */
export interface Original {
  readonly document: JsonObject;
  readonly packages: NonNullable<SdkConfig["packages"]>;
}

/** A mutant of an original that has these mutations and no others. The original stays as it is. */
export function mutate(
  { document, packages }: Original,
  mutations: readonly Mutation[],
  kinds: readonly MutationKind[],
): Mutant {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const copy = structuredClone({ document, packages });
  // What the kinds change of the packages is the list of their resources, which is theirs now.
  const draft: Draft = copy as Draft;
  objectAt(draft.document, "/info").version = NEXT_VERSION;
  for (const mutation of mutations) byName.get(mutation.kind)?.apply(draft, mutation);
  return { document: copy.document, packages: copy.packages, mutations };
}

/** Every place of an original that a mutation can be applied to, each with the mutation, in a fixed order. */
export function mutationsOf(
  { document, packages }: Original,
  kinds: readonly MutationKind[],
  seed: number,
): readonly Mutation[] {
  const draft = { document, packages } as unknown as Draft;
  let serial = 0;
  return kinds.flatMap((kind) => {
    const random = randomOf(seed, kind.name);
    return kind.places(draft).map((place) => {
      serial += 1;
      return { kind: kind.name, place, serial, form: random.below(60) };
    });
  });
}

/**
 * The mutations of each mutant: all at once, then each kind by itself, then any half of them.
 *
 * @param count how many mutants; those that come first show most.
 */
export function plan(all: readonly Mutation[], count: number, seed: number): readonly (readonly Mutation[])[] {
  const kinds = [...Map.groupBy(all, ({ kind }) => kind).values()];
  const random = randomOf(seed, "plan");
  const halves = Array.from({ length: Math.max(0, count - 1 - kinds.length) }, () =>
    all.filter(() => random.below(2) === 0),
  );
  return [all, ...kinds, ...halves].slice(0, count);
}
