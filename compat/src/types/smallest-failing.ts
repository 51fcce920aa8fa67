/**
 * Bisects an array to the smallest part that still fails: one element if it is the only cause, otherwise a part from which no
 * element can be removed.
 */
export async function smallestFailing<Element>(
  elements: readonly Element[],
  fails: (some: readonly Element[]) => Promise<boolean>,
): Promise<readonly Element[]> {
  let failing = elements;
  for (let parts = 2; failing.length > 1; ) {
    const size = Math.ceil(failing.length / parts);
    const chunks = Array.from({ length: Math.ceil(failing.length / size) }, (_, index) =>
      failing.slice(index * size, (index + 1) * size),
    );
    const alone = await firstThat(chunks, fails);
    const without =
      alone !== undefined || parts === 2
        ? undefined
        : await firstThat(
            chunks.map((chunk) => failing.filter((each) => !chunk.includes(each))),
            fails,
          );
    if (alone !== undefined) {
      failing = alone;
      parts = 2;
    } else if (without !== undefined) {
      failing = without;
      parts = Math.max(parts - 1, 2);
    } else if (size === 1) {
      return failing;
    } else {
      parts = Math.min(parts * 2, failing.length);
    }
  }
  return failing;
}

async function firstThat<Value>(
  values: readonly Value[],
  test: (value: Value) => Promise<boolean>,
): Promise<Value | undefined> {
  for (const value of values) if (await test(value)) return value;
  return undefined;
}
