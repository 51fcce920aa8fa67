import type { TestOutcome, TestRun } from "../wire/vitest.ts";

/** The results of the wire tests of a document. */
export interface WireSummary {
  readonly tests: Passed;
  /** An operation passed if each of its tests did. */
  readonly operations: Passed;
  /** Failed tests, grouped by their messages. The most frequent come first. */
  readonly failures: readonly FailureGroup[];
  /** Errors outside tests, such as a mock server that does not start. */
  readonly errors: readonly string[];
  /** Responses whose examples their schemas do not allow, with the reasons. Their tests used other values. */
  readonly exampleProblems: readonly string[];
}

export interface Passed {
  readonly passed: number;
  readonly all: number;
}

/** Failed tests with the same message. */
export interface FailureGroup {
  /** The message without the operation. */
  readonly message: string;
  /** The tests: `GET /orders 200`. */
  readonly tests: readonly string[];
}

/** An entry of the coverage file of wire tests. */
export interface CoverageEntry {
  readonly operation: string;
  readonly status: number;
  readonly exampleProblem?: string;
}

/** Counts the results of wire tests, and groups the failures. */
export function summarize(
  { tests, skipped, errors }: TestRun,
  coverage: readonly CoverageEntry[],
): WireSummary {
  const operations = Map.groupBy(tests, ({ suite }) => suite);
  const groups = Map.groupBy(
    tests.filter(({ passed }) => !passed),
    messageOf,
  );
  return {
    tests: { passed: tests.filter(({ passed }) => passed).length, all: tests.length + skipped },
    operations: {
      passed: [...operations.values()].filter((own) => own.every(({ passed }) => passed)).length,
      all: operations.size,
    },
    failures: [...groups]
      .map(([message, failed]) => ({ message, tests: failed.map(nameOf) }))
      .sort((a, b) => b.tests.length - a.tests.length),
    errors,
    exampleProblems: coverage.flatMap(({ operation, status, exampleProblem }) =>
      exampleProblem === undefined ? [] : [`${operation} ${status}: ${exampleProblem}`],
    ),
  };
}

function nameOf({ suite, name }: TestOutcome): string {
  return `${suite} ${name.replace(/:.*/, "")}`;
}

function messageOf({ message }: TestOutcome): string {
  return message.replace(/^AssertionError[^:]*: /, "").replace(/^[A-Z]+ \/\S* /, "");
}
