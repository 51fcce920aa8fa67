/** Matched members of two arrays, and those of only one array. */
export interface Matched<Member> {
  readonly kept: readonly (readonly [before: Member, after: Member])[];
  readonly gone: readonly Member[];
  readonly came: readonly Member[];
}

/**
 * Matches the members of two arrays one to one.
 *
 * @param keys Functions that return the key for matching, the best first. Members without a key do not match.
 */
export function matchMembers<Member>(
  before: readonly Member[],
  after: readonly Member[],
  keys: readonly ((member: Member, side: "before" | "after") => string | undefined)[],
): Matched<Member> {
  const gone = new Set(before);
  const came = new Set(after);
  const kept = keys.flatMap((keyOf) =>
    [...gone].flatMap((member) => {
      const key = keyOf(member, "before");
      const other = [...came].find((candidate) => key !== undefined && keyOf(candidate, "after") === key);
      if (other === undefined) return [];
      gone.delete(member);
      came.delete(other);
      return [[member, other] as const];
    }),
  );
  return { kept, gone: [...gone], came: [...came] };
}
