import { expect } from "vitest";

/** Checks that the output of the quickstart is complete. */
export function expectQuickstart(lines: readonly string[]): void {
  expect(lines).toEqual([
    expect.stringMatching(/^Created .+ in .+\.$/),
    "Listed 46 clients, 20 to a page, in one loop.",
    expect.stringMatching(/^Caught a NotFoundError: /),
    expect.stringMatching(/^Sent 60 calls at once: 60 responses in [\d.]+ seconds, 0 failures\.$/),
  ]);
}
