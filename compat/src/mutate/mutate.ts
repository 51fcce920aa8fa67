import { objectAt } from "../document/json.ts";
import type { Source } from "../packages/install.ts";
import { NEXT_VERSION } from "./additive/new-schemas.ts";
import type { Draft, Mutant, Mutation, MutationKind } from "./mutation.ts";
import { randomOf } from "./random.ts";

/** Options of a mutant. */
export interface MutateOptions {
  /** The `info.version` of the mutant. Default: the next minor version. */
  readonly version?: string;
}

/** Creates a mutant with these mutations. The source is not changed. */
export function mutate(
  source: Source,
  mutations: readonly Mutation[],
  kinds: readonly MutationKind[],
  { version = NEXT_VERSION }: MutateOptions = {},
): Mutant {
  const draft = structuredClone(draftOf(source));
  objectAt(draft.document, "/info").version = version;
  for (const mutation of mutations) {
    kinds.find(({ name }) => name === mutation.kind)?.apply(draft, mutation);
  }
  const config = { ...source.config, packages: draft.packages };
  return { ...source, document: draft.document, config, mutations };
}

/** All mutations of each kind, in an order that does not depend on the seed. */
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
 * The mutations of each mutant: all of them, then each kind separately, then random halves.
 *
 * @param count The number of mutants. The first ones cover the most.
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

/** Makes the copied configuration of a draft mutable. */
function draftOf({ document, config }: Source): Draft {
  return { document, packages: (config.packages ?? {}) as Draft["packages"] };
}
