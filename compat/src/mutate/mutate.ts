import { objectAt } from "../document/json.ts";
import type { Source } from "../packages/install.ts";
import { NEXT_VERSION } from "./additive/new-schemas.ts";
import type { Draft, Mutant, Mutation, MutationKind } from "./mutation.ts";
import { randomOf } from "./random.ts";

/** What a mutant of a source is like, beside its mutations. */
export interface MutateOptions {
  /** The `info.version` of the mutant. Default: the minor version after the one that the sources have. */
  readonly version?: string;
}

/** A mutant that has these mutations and no others. The source stays as it is. */
export function mutate(
  source: Source,
  mutations: readonly Mutation[],
  kinds: readonly MutationKind[],
  { version = NEXT_VERSION }: MutateOptions = {},
): Mutant {
  const draft = draftOf(structuredClone(source));
  objectAt(draft.document, "/info").version = version;
  for (const mutation of mutations) {
    kinds.find(({ name }) => name === mutation.kind)?.apply(draft, mutation);
  }
  return { document: draft.document, config: { ...source.config, packages: draft.packages }, mutations };
}

/** Each kind of mutation at each of its places, in an order that the seed does not change. */
export function mutationsOf(
  source: Source,
  kinds: readonly MutationKind[],
  seed: number,
): readonly Mutation[] {
  const draft = draftOf(source);
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
 * The mutations of each mutant: all at once, then each kind by itself, then halves of them by chance.
 *
 * @param count how many mutants; those that come first show most.
 */
export function planMutants(
  all: readonly Mutation[],
  count: number,
  seed: number,
): readonly (readonly Mutation[])[] {
  const kinds = [...Map.groupBy(all, ({ kind }) => kind).values()];
  const random = randomOf(seed, "plan");
  const halves = Array.from({ length: Math.max(0, count - 1 - kinds.length) }, () =>
    all.filter(() => random.below(2) === 0),
  );
  return [all, ...kinds, ...halves].slice(0, count);
}

/** Configurations are read-only for all but the mutations of a draft, which has a copy. */
function draftOf({ document, config }: Source): Draft {
  return { document, packages: (config.packages ?? {}) as Draft["packages"] };
}
